//! More than one window: a tab of the person's own, and the popup that a page opens.

use thirtyfour::{WindowHandle, error::WebDriverResult};

use super::{Browser, way};
use crate::until;

impl Browser {
    /// Does something in a new tab, and comes back to this one.
    pub async fn in_new_tab<T>(&self, act: impl AsyncFnOnce() -> T) -> T {
        let here = self.window().await;
        let there = self.driver.new_tab().await.expect("there is no new tab");
        self.go_to(&there).await.expect("the new tab is there");
        let done = act().await;
        self.driver.close_window().await.expect("the new tab can be closed");
        self.go_to(&here).await.expect("the old tab is still there");
        done
    }

    /// Waits for the popup that the page opens, does something there, and comes back to the page.
    /// The popup may be closed by then.
    pub async fn in_popup<T>(&self, act: impl AsyncFnOnce() -> T) -> T {
        let here = self.window().await;
        until("the popup", async || {
            let popup = self.popups(&here).await.pop().ok_or("no other window")?;
            self.go_to(&popup).await.map_err(|error| error.to_string())
        })
        .await;
        let done = act().await;
        self.go_to(&here).await.expect("the page's window is still there");
        done
    }

    /// Closes the popup, as the person does.
    pub async fn close_popup(&self) {
        let close = async || self.driver.close_window().await.expect("the popup can be closed");
        self.in_popup(close).await;
        self.popup_is_gone().await;
    }

    /// Waits until no window but this one is open.
    pub async fn popup_is_gone(&self) {
        let here = self.window().await;
        until("the end of the popup", async || match self.popups(&here).await.len() {
            0 => Ok(()),
            open => Err(format!("{open} open")),
        })
        .await;
    }

    /// That this is the only window.
    pub async fn has_no_popup(&self) {
        let here = self.window().await;
        assert_eq!(self.popups(&here).await.len(), 0, "no other window should be open");
    }

    async fn window(&self) -> WindowHandle {
        self.driver.window().await.expect("there is a window")
    }

    /// All windows but one, the newest last.
    async fn popups(&self, here: &WindowHandle) -> Vec<WindowHandle> {
        let open = self.driver.windows().await.expect("the windows can be listed");
        let mut seen = self.windows.borrow_mut();
        seen.retain(|window| open.contains(window));
        let new: Vec<_> = open.into_iter().filter(|window| !seen.contains(window)).collect();
        seen.extend(new);
        seen.iter().filter(|window| *window != here).cloned().collect()
    }

    /// Puts a window in front, where it has the keyboard.
    async fn go_to(&self, window: &WindowHandle) -> WebDriverResult<()> {
        self.driver.switch_to_window(window.clone()).await?;
        way!(self, look::bring_to_front());
        Ok(())
    }
}
