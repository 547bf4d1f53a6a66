#![no_main]

libfuzzer_sys::fuzz_target!(
    init: cosell_fuzz::contain_readers(),
    |data: &[u8]| cosell_fuzz::archive(data)
);
