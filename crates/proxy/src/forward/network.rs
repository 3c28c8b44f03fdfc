//! To which addresses the API's name may lead. A name can be made to lead elsewhere by whoever has it.

use std::{
    error::Error,
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Where the API is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    /// On the own machine, as its address says.
    Own,
    /// In a private network, as the operator says.
    Private,
    /// Where everybody can reach it.
    Public,
}

impl Network {
    /// Whether the API may be at this address.
    fn has(self, address: IpAddr) -> bool {
        match self {
            Self::Own => address.is_loopback(),
            Self::Private => is_private(address) || is_public(address),
            Self::Public => is_public(address),
        }
    }
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_private() || is_shared(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => is_private(address.into()),
            None => address.is_unique_local(),
        },
    }
}

/// Shared address space (RFC 6598).
fn is_shared(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    first == 100 && second & 0b1100_0000 == 64
}

/// Whether the whole Internet means the same machine by this address (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_protocols = first == 192 && second == 0 && third == 0;
    let is_benchmark = first == 198 && second & 0b1111_1110 == 18;
    !(first == 0
        || first >= 240
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || is_shared(address)
        || is_protocols
        || is_benchmark)
}

/// Global unicast is `2000::/3`, without what is for documents and for tunnels into other networks.
fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(address) = address.to_ipv4_mapped() {
        return is_public_v4(address);
    }
    let [first, second, ..] = address.segments();
    let is_documentation = first == 0x2001 && second == 0x0db8;
    let is_tunnel = first == 0x2002 || first == 0x2001 && second < 0x0200;
    first & 0xe000 == 0x2000 && !is_documentation && !is_tunnel
}

/// Looks names up, and leaves out where the API is not.
pub(super) struct Resolver {
    network: Network,
}

impl Resolver {
    pub(super) fn new(network: Network) -> Self {
        Self { network }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let network = self.network;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|it| network.has(it.ip())).collect();
            if allowed.is_empty() {
                return Err(Box::new(NotThere) as Box<dyn Error + Send + Sync>);
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// The API's name leads only to addresses where it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotThere;

impl fmt::Display for NotThere {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name leads to addresses that are not allowed")
    }
}

impl Error for NotThere {}

#[cfg(test)]
mod tests {
    use super::*;

    fn networks(address: &str) -> Vec<Network> {
        let address: IpAddr = address.parse().unwrap();
        let all = [Network::Own, Network::Private, Network::Public];
        all.into_iter().filter(|network| network.has(address)).collect()
    }

    #[test]
    fn an_address_is_on_the_own_machine_in_a_private_network_or_public() {
        use Network::{Own, Private, Public};
        for (address, expected) in [
            ("127.0.0.1", vec![Own]),
            ("127.8.8.8", vec![Own]),
            ("::1", vec![Own]),
            ("10.0.0.1", vec![Private]),
            ("172.16.0.1", vec![Private]),
            ("192.168.1.1", vec![Private]),
            ("100.64.0.1", vec![Private]),
            ("fd00::1", vec![Private]),
            ("::ffff:10.0.0.1", vec![Private]),
            ("8.8.8.8", vec![Private, Public]),
            ("172.32.0.1", vec![Private, Public]),
            ("100.128.0.1", vec![Private, Public]),
            ("2606:4700::1111", vec![Private, Public]),
            ("::ffff:8.8.8.8", vec![Private, Public]),
        ] {
            assert_eq!(networks(address), expected, "{address}");
        }
    }

    #[test]
    fn nothing_is_at_an_address_that_means_something_else_everywhere() {
        for address in [
            "0.0.0.0",
            "169.254.169.254",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "2002:a00:1::",
            "2001::1",
            "64:ff9b::a00:1",
            "::ffff:169.254.169.254",
        ] {
            assert_eq!(networks(address), [], "{address}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_the_own_machine_is_not_the_api_elsewhere() {
        let resolve = |network| Resolver::new(network).resolve("localhost".parse().unwrap());
        assert!(resolve(Network::Own).await.unwrap().all(|it| it.ip().is_loopback()));
        for network in [Network::Private, Network::Public] {
            let error = resolve(network).await.map(|_| ()).unwrap_err();
            assert!(error.is::<NotThere>());
        }
    }
}
