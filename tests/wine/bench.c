/* What the tests on Windows need from the system, as other programs do it:
 *
 *   bench hold r|w|d|- FILE          opens a file as Excel does, sharing it for reading, writing, deleting or not at all,
 *                                    prints "held" and closes it when standard input ends
 *   bench stop FILE PROGRAM...       runs a program, sends it Ctrl-Break when a file like FILE (with stars) appears, and
 *                                    returns its exit code
 *   bench kill FILE PROGRAM...       runs a program, and kills it when FILE appears
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

static int appeared(const wchar_t *pattern) {
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE) return 0;
    FindClose(search);
    return 1;
}

int wmain(int count, wchar_t **words) {
    if (count == 4 && !wcscmp(words[1], L"hold")) return hold(words[2], words[3]);
    int waits = count > 3 && wcscmp(words[1], L"run");
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    /* Ctrl-Break comes from a console. */
    if (waits) AllocConsole();
    DWORD status, flags = waits ? CREATE_NEW_PROCESS_GROUP : 0;
    if (!CreateProcessW(NULL, rest(waits ? 3 : 2), NULL, NULL, TRUE, flags, NULL, NULL, &start, &process)) {
        return (int)GetLastError();
    }
    while (waits && !appeared(words[2])) {
        if (WaitForSingleObject(process.hProcess, 5) == WAIT_OBJECT_0) return 250;
    }
    int kills = waits && !wcscmp(words[1], L"kill");
    if (kills) TerminateProcess(process.hProcess, 1);
    if (waits && !kills && !GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, process.dwProcessId)) {
        TerminateProcess(process.hProcess, 1);
        return 251;
    }
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &status);
    return (int)status;
}
