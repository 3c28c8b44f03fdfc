//! What Kubernetes sets in every container next to a service called `cockpit-jwt`: those variables
//! begin like the settings, and are none.

use super::keys::PREFIX;

/// Whether Kubernetes sets a variable with such a name and value.
pub(super) fn sets(variable: &str, value: &str) -> bool {
    let name = variable.strip_prefix(PREFIX).unwrap_or_default();
    match name.split('_').collect::<Vec<_>>().as_slice() {
        ["SERVICE", "HOST"] | ["SERVICE", "PORT", ..] => true,
        ["PORT"] => is_link(value),
        ["PORT", port, protocol] => is_port(port, protocol) && is_link(value),
        ["PORT", port, protocol, "PROTO" | "PORT" | "ADDR"] => is_port(port, protocol),
        _ => false,
    }
}

fn is_port(port: &str, protocol: &str) -> bool {
    port.parse::<u16>().is_ok() && matches!(protocol, "TCP" | "UDP" | "SCTP")
}

fn is_link(value: &str) -> bool {
    ["tcp://", "udp://", "sctp://"].iter().any(|scheme| value.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::sets;

    #[test]
    fn only_what_kubernetes_sets_is_passed_over() {
        for (variable, value) in [
            ("COCKPIT_JWT_SERVICE_HOST", "10.0.0.1"),
            ("COCKPIT_JWT_SERVICE_PORT", "80"),
            ("COCKPIT_JWT_SERVICE_PORT_HTTP", "80"),
            ("COCKPIT_JWT_PORT", "tcp://10.0.0.1:80"),
            ("COCKPIT_JWT_PORT_80_TCP", "tcp://10.0.0.1:80"),
            ("COCKPIT_JWT_PORT_53_UDP", "udp://10.0.0.1:53"),
            ("COCKPIT_JWT_PORT_80_TCP_PROTO", "tcp"),
            ("COCKPIT_JWT_PORT_80_TCP_PORT", "80"),
            ("COCKPIT_JWT_PORT_80_TCP_ADDR", "10.0.0.1"),
        ] {
            assert!(sets(variable, value), "{variable}");
        }
        for (variable, value) in [
            ("COCKPIT_JWT_PORT", "9999"),
            ("COCKPIT_JWT_PORTAL", "1"),
            ("COCKPIT_JWT_PORT_80", "tcp://10.0.0.1:80"),
            ("COCKPIT_JWT_PORT_X_TCP", "tcp://10.0.0.1:80"),
            ("COCKPIT_JWT_SERVICE", "x"),
            ("COCKPIT_JWT_SERVICE_NAME", "x"),
        ] {
            assert!(!sets(variable, value), "{variable}");
        }
    }
}
