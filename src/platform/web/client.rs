//! Who is at the other end. `X-Forwarded-For` counts only as far as proxies that we trust wrote it.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;

use crate::platform::network::Network;

/// The address of the client: the nearest hop that is not one of our proxies.
#[must_use]
pub fn address(request: &HttpRequest, trusted: &[Network]) -> IpAddr {
    let peer = request
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip().to_canonical());
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(peer) {
        return peer;
    }
    let hops: Vec<IpAddr> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|hop| hop.trim().parse::<IpAddr>().map(|address| address.to_canonical()))
        // What follows something unreadable cannot be trusted to be complete: start over behind it.
        .fold(Vec::new(), |mut hops, hop| {
            match hop {
                Ok(hop) => hops.push(hop),
                Err(_) => hops.clear(),
            }
            hops
        });
    hops.iter()
        .rev()
        .find(|hop| !is_trusted(**hop))
        .or(hops.first())
        .copied()
        .unwrap_or(peer)
}

/// The network that limits count by: an IPv4 address, or the /64 that one IPv6 household has.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let head = address.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", head[0], head[1], head[2], head[3])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn seen(peer: &str, forwarded: &str) -> String {
        let request = TestRequest::default()
            .peer_addr(format!("{peer}:1234").parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request();
        address(&request, &["10.0.0.0/8".parse().unwrap()]).to_string()
    }

    #[test]
    fn a_stranger_cannot_choose_her_address() {
        assert_eq!(seen("203.0.113.9", "198.51.100.1"), "203.0.113.9");
    }

    #[test]
    fn behind_a_trusted_proxy_the_nearest_untrusted_hop_counts() {
        assert_eq!(seen("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(
            seen("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.7"),
            "198.51.100.1"
        );
        assert_eq!(
            seen("10.0.0.1", "6.6.6.6, nonsense, 198.51.100.1"),
            "198.51.100.1"
        );
        assert_eq!(seen("10.0.0.1", ""), "10.0.0.1");
    }
}
