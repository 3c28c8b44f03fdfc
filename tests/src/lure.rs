//! An address that tokens name and that nobody may ask for anything.

use std::{
    io::ErrorKind,
    net::{SocketAddr, TcpListener},
};

/// Waits for callers, and hopes for none.
pub struct Lure {
    listener: TcpListener,
    address: SocketAddr,
}

impl Lure {
    /// Lays it out on a port of this machine.
    pub fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is no free port");
        listener.set_nonblocking(true).expect("whether somebody called can be asked");
        let address = listener.local_addr().expect("the listener has an address");
        Self { listener, address }
    }

    /// An address there.
    pub fn address(&self, path: &str) -> String {
        format!("http://localhost:{}/{path}", self.address.port())
    }

    /// That nobody called, not even to hang up at once.
    pub fn is_untouched(&self) {
        match self.listener.accept() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            came => panic!("somebody called: {came:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn nobody_called() {
        let lure = Lure::lay();
        lure.is_untouched();
        assert!(lure.address("keys").ends_with("/keys"));
    }

    #[test]
    #[should_panic(expected = "somebody called")]
    fn who_only_knocks_called_too() {
        let lure = Lure::lay();
        drop(TcpStream::connect(lure.address).unwrap());
        lure.is_untouched();
    }
}
