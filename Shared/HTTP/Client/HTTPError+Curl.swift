import CCurl

extension HTTPError {
  /// Every code of the library becomes an error here and nowhere else.
  init(_ code: CURLcode, _ message: String) {
    let kind: Code =
      switch code {
      // Not an unsupported protocol: the URL was checked before, so that comes from the server.
      case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT: .invalidRequest
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
        CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT:
        .unreachable
      case CURLE_OPERATION_TIMEDOUT: .timeout
      case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
        CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
        .tls
      case CURLE_TOO_MANY_REDIRECTS: .tooManyRedirects
      default: .broken
      }
    self.init(code: kind, message: message)
  }
}
