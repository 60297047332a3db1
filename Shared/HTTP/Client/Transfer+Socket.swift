import CCurl
import Lifecycle

/// The sockets of new connections, opened here so that an address is judged by the very bytes that are connected to.
/// What the resolver answers before or after does not matter.
extension Transfer {
  func setOpener(_ settings: ClientSettings) -> CURLcode {
    guard settings.addressPolicy != nil || settings.detour != nil else { return CURLE_OK }
    return hookline_curl_set_opener(handle, openSocket, context)
  }

  /// The descriptor of a socket for this address, or -1: then the next address of the host is tried.
  fileprivate func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
    guard let resolved = resolved(address) else {
      addressRefusal = "an address that is neither IPv4 nor IPv6"
      return -1
    }
    if let reason = policy?(resolved) {
      addressRefusal = reason
      return -1
    }
    if let port = detour?(resolved) { hookline_curl_divert(address, port) }
    return hookline_curl_open_socket(address)
  }

  private func resolved(_ address: UnsafeMutablePointer<curl_sockaddr>) -> ResolvedAddress? {
    var bytes = [UInt8](repeating: 0, count: 16)
    var port: UInt16 = 0
    let count = Int(hookline_curl_read_address(address, &bytes, &port))
    return IPAddress(bytes: bytes.prefix(count)).map {
      ResolvedAddress(host: call.target.host, ip: $0, port: port)
    }
  }
}

private func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let context, let address else { return -1 }
  return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().open(address)
}
