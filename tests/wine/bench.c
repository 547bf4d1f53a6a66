/* What the tests on Windows need from the system, as other programs do it:
 *
 *   bench hold r|w|d|- FILE          opens a file as Excel does, sharing it for reading, writing, deleting or not at all,
 *                                    prints "held" and closes it when standard input ends
 *   bench run PROGRAM...             runs a program and returns its exit code; as explorer.exe, it is Explorer to it
 */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

static int hold(const wchar_t *how, const wchar_t *file) {
    DWORD share = 0;
    if (wcschr(how, L'r')) share |= FILE_SHARE_READ;
    if (wcschr(how, L'w')) share |= FILE_SHARE_WRITE;
    if (wcschr(how, L'd')) share |= FILE_SHARE_DELETE;
    HANDLE handle = CreateFileW(file, GENERIC_READ | GENERIC_WRITE, share, NULL, OPEN_EXISTING, 0, NULL);
    if (handle == INVALID_HANDLE_VALUE) return (int)GetLastError();
    puts("held");
    fflush(stdout);
    while (getchar() != EOF) {}
    CloseHandle(handle);
    return 0;
}

/* The command line from the argument at which the program begins, as it was typed. */
static wchar_t *rest(int skipped) {
    wchar_t *at = GetCommandLineW();
    for (int word = 0; word < skipped; word++) {
        int quoted = 0;
        for (; *at && (quoted || *at != L' '); at++) quoted ^= *at == L'"';
        while (*at == L' ') at++;
    }
    return at;
}

int wmain(int count, wchar_t **words) {
    if (count == 4 && !wcscmp(words[1], L"hold")) return hold(words[2], words[3]);
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessW(NULL, rest(2), NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) return (int)GetLastError();
    DWORD status;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &status);
    return (int)status;
}
