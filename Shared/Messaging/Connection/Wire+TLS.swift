import CRabbitMQ
import Glibc

/// Opening a connection with TLS, and saying what is wrong where that fails.
extension Wire {
  static func openTLS(
    _ state: amqp_connection_state_t, _ tls: BrokerSettings.TLS, _ settings: BrokerSettings
  ) throws(MessagingError) {
    guard let socket = amqp_ssl_socket_new(state) else { throw MessagingError(.unreachable, "out of memory") }
    try take(tls, socket)
    var verdict: Int32 = 0
    let status = withUnsafeMutablePointer(to: &verdict) { verdict -> Int32 in
      // Who renegotiates later must not write to what is no more.
      defer { hookline_tls_forget_verdict(socket) }
      guard hookline_tls_expect(socket, settings.host, verdict) == 1 else {
        return AMQP_STATUS_NO_MEMORY.rawValue
      }
      return connect(socket, settings)
    }
    guard status != AMQP_STATUS_OK.rawValue else { return }
    let handshake = [AMQP_STATUS_SSL_CONNECTION_FAILED, AMQP_STATUS_SSL_PEER_VERIFY_FAILED].map(\.rawValue)
    guard handshake.contains(status) else { throw failure(status, "connect", settings) }
    throw MessagingError(
      .tls, "connect: the broker at \(settings): " + complaint(Verdict(verdict), tls, settings))
  }

  /// A broker that asks for certificates may tell only after the handshake, instead of an answer to the login. When
  /// it resets the connection at once, even what it told is lost; so does one that is going down.
  static func checkAcceptance(
    _ status: Int32, _ tls: BrokerSettings.TLS, _ settings: BrokerSettings
  ) throws(MessagingError) {
    let ends = [AMQP_STATUS_SSL_ERROR, AMQP_STATUS_CONNECTION_CLOSED, AMQP_STATUS_SOCKET_ERROR]
    guard ends.map(\.rawValue).contains(status) else { return }
    let alert = libraryReason.flatMap { $0.contains("alert") ? $0 : nil }
    throw MessagingError(
      alert == nil ? .unreachable : .tls,
      "log in: the broker at \(settings) \(alert.map { "refused: \($0)" } ?? "broke off"); \(advice(tls))")
  }

  // MARK: Files

  private static func take(_ tls: BrokerSettings.TLS, _ socket: OpaquePointer) throws(MessagingError) {
    amqp_ssl_socket_set_verify_peer(socket, 1)
    // OpenSSL compares the host itself.
    amqp_ssl_socket_set_verify_hostname(socket, 0)
    // "Latest" is 1.2 in the library's list, yet 1.3 is negotiated where both sides have it.
    amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST)
    hookline_tls_forbid_passphrase(socket)
    try requireReadable(tls.authorityFile, "cacertfile")
    guard isOK({ amqp_ssl_socket_set_cacert(socket, tls.authorityFile) }) else {
      throw unusable(tls.authorityFile, "cacertfile", "a certificate in PEM")
    }
    guard let certificate = tls.certificateFile, let key = tls.keyFile else { return }
    try requireReadable(certificate, "certfile")
    try requireReadable(key, "keyfile")
    guard isOK({ amqp_ssl_socket_set_key(socket, certificate, key) }) else {
      throw MessagingError(
        .tls,
        "certfile \(certificate) and keyfile \(key) do not work together"
          + (libraryReason.map { ": \($0)" } ?? "")
          + "; give a certificate in PEM and its own key, without a passphrase")
    }
  }

  private static func isOK(_ call: () -> Int32) -> Bool {
    ERR_clear_error()
    return call() == AMQP_STATUS_OK.rawValue
  }

  private static func requireReadable(_ file: String, _ option: String) throws(MessagingError) {
    guard access(file, R_OK) != 0 else { return }
    throw MessagingError(.tls, "\(option) \(file) cannot be read: \(String(cString: strerror(errno)))")
  }

  private static func unusable(_ file: String, _ option: String, _ content: String) -> MessagingError {
    MessagingError(
      .tls, "\(option) \(file) is not \(content)" + (libraryReason.map { ": \($0)" } ?? ""))
  }

  // MARK: Causes

  /// What OpenSSL finds wrong with the broker's certificate.
  private enum Verdict {
    case none
    case authority, host
    case expired, notYetValid
    case other(String)

    init(_ code: Int32) {
      self =
        switch code {
        case X509_V_OK: .none
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
          X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
          X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_SIGNATURE_FAILURE:
          .authority
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .host
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
        default: .other(String(cString: X509_verify_cert_error_string(Int(code))))
        }
    }
  }

  private static func complaint(
    _ verdict: Verdict, _ tls: BrokerSettings.TLS, _ settings: BrokerSettings
  ) -> String {
    switch verdict {
    case .authority:
      "its certificate is not signed by the authority in \(tls.authorityFile); set cacertfile to the one that did"
    case .host:
      "its certificate is not for \(settings.host); use a host that it names, or add this one to its names"
    case .expired: "its certificate has expired; renew it"
    case .notYetValid: "its certificate is not valid yet; compare the clocks"
    case .other(let reason): "its certificate is refused: \(reason)"
    case .none: brokenHandshake(tls)
    }
  }

  private static func brokenHandshake(_ tls: BrokerSettings.TLS) -> String {
    guard let reason = libraryReason else {
      return "it broke the TLS handshake off; check that this is a port with TLS"
    }
    // Whoever speaks something else sends no record of TLS.
    if ["wrong version number", "unexpected eof", "unknown protocol"].contains(where: reason.contains) {
      return "no TLS is spoken there (\(reason)); use the port with TLS, or amqp:// for a port without"
    }
    return reason.contains("alert") ? "refused: \(reason); \(advice(tls))" : "TLS failed: \(reason)"
  }

  private static func advice(_ tls: BrokerSettings.TLS) -> String {
    tls.certificateFile == nil
      ? "it may ask for a client certificate: add certfile and keyfile to the URL"
      : "check that the broker trusts who signed \(tls.certificateFile ?? ""), and that it has not expired"
  }

  /// The last complaint of OpenSSL on this thread, as in "tlsv13 alert certificate required".
  private static var libraryReason: String? {
    let code = ERR_peek_last_error()
    guard code != 0, let reason = ERR_reason_error_string(code) else { return nil }
    return String(cString: reason)
  }
}
