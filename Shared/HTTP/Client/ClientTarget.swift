import CCurl

/// Where a request goes, as the library itself reads the URL: two readers could understand it differently.
struct ClientTarget: Equatable {
  let url: String
  /// Scheme, host and port, for people.
  let place: String

  init(_ url: String) throws(HTTPError) {
    guard url.utf8.count <= 8192, let parts = curl_url() else {
      throw Self.invalid("it is longer than 8,192 bytes")
    }
    defer { curl_url_cleanup(parts) }
    let code = curl_url_set(parts, CURLUPART_URL, url, 0)
    guard code == CURLUE_OK, !url.utf8.contains(0) else {
      throw Self.invalid(String(cString: curl_url_strerror(code)))
    }
    guard let scheme = Self.part(CURLUPART_SCHEME, of: parts), ["http", "https"].contains(scheme) else {
      throw Self.invalid("it must begin with http:// or https://")
    }
    guard Self.part(CURLUPART_USER, of: parts) == nil, Self.part(CURLUPART_PASSWORD, of: parts) == nil else {
      throw Self.invalid("user and password do not belong in it")
    }
    guard let host = Self.part(CURLUPART_HOST, of: parts) else { throw Self.invalid("it names no host") }
    self.url = url
    place = scheme + "://" + host + (Self.part(CURLUPART_PORT, of: parts).map { ":" + $0 } ?? "")
  }

  /// Says nothing of the URL itself: a password may be in any part of one that is malformed.
  private static func invalid(_ reason: String) -> HTTPError {
    HTTPError(code: .invalidRequest, message: "the URL of a request cannot be used: \(reason)")
  }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, 0) == CURLUE_OK, let text else { return nil }
    // The library allocated it for us.
    defer { curl_free(text) }
    return String(cString: text)
  }
}
