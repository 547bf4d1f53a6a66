//! The session of the page for JavaScript. It runs in a worker of the browser; texts go in and out as JSON, and files as bytes.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// The files of a page: see `cosell_contacts::page::Session`.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    session: cosell_contacts::page::Session,
    saved_name: String,
}

#[wasm_bindgen]
impl Session {
    /// Returns a session without files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Session::default()
    }

    /// Adds a file under a number.
    #[wasm_bindgen(js_name = addFile)]
    pub fn add_file(&mut self, file: u32, name: &str, bytes: Vec<u8>) {
        self.session.add_file(file, name, bytes);
    }

    /// Removes a file.
    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(&mut self, file: u32) {
        self.session.remove_file(file);
    }

    /// Checks a state, and returns the result. `progress` is called with the number of rows.
    pub fn check(&mut self, state: &str, delta: bool, progress: &js_sys::Function) -> Result<String, JsError> {
        let mut count = |rows: u64| {
            // A page that can't show the progress still gets the result.
            let _ = progress.call1(&JsValue::NULL, &JsValue::from(rows as f64));
        };
        Ok(self.session.check(state, delta, &mut count)?)
    }

    /// Returns a file to save; `savedName` is its name.
    pub fn save(&mut self, state: &str, kind: &str, list: usize) -> Result<Vec<u8>, JsError> {
        let (name, bytes) = self.session.save(state, kind, list)?;
        self.saved_name = name;
        Ok(bytes)
    }

    /// Returns the name of the file that `save` returned last.
    #[wasm_bindgen(getter, js_name = savedName)]
    pub fn saved_name(&self) -> String {
        self.saved_name.clone()
    }
}
