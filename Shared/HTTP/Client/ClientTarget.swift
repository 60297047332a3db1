import CCurl

/// Where a request goes, as the library itself reads the URL: two readers could understand it differently.
public struct ClientTarget: Sendable, Equatable {
  /// As the library writes what it has read, without the fragment. May hold secrets in its query.
  public let url: String
  /// `http` or `https`.
  public let scheme: String
  /// In lower case where it has letters, without brackets. Addresses in any spelling are in their usual one here.
  public let host: String
  public let port: UInt16
  /// Scheme, host and port, for people.
  public let place: String

  /// Reads an absolute URL of the web; throws `HTTPError` with `invalidRequest`, which says nothing of the URL.
  public init(_ url: String) throws(HTTPError) { try self.init([url]) }

  /// Reads what a redirect from here says, which may be relative.
  public func resolving(_ location: String) throws(HTTPError) -> ClientTarget {
    try ClientTarget([url, location])
  }

  /// Each text is read relative to the one before.
  private init(_ texts: [String]) throws(HTTPError) {
    guard let parts = curl_url() else { throw Self.invalid("there is no memory to read it") }
    defer { curl_url_cleanup(parts) }
    // Servers write spaces where a redirect leads, and mean what stands for them.
    for (index, text) in texts.enumerated() {
      try Self.read(text, into: parts, flags: index == 0 ? 0 : CURLU_URLENCODE)
    }
    guard let scheme = Self.part(CURLUPART_SCHEME, of: parts), ["http", "https"].contains(scheme) else {
      throw Self.invalid("it must begin with http:// or https://")
    }
    guard Self.part(CURLUPART_USER, of: parts) == nil, Self.part(CURLUPART_PASSWORD, of: parts) == nil else {
      throw Self.invalid("user and password do not belong in it")
    }
    guard let host = Self.part(CURLUPART_HOST, of: parts), !host.isEmpty else {
      throw Self.invalid("it names no host")
    }
    let port = Self.part(CURLUPART_PORT, of: parts)
    curl_url_set(parts, CURLUPART_FRAGMENT, nil, 0)
    guard let url = Self.part(CURLUPART_URL, of: parts), url.utf8.count <= Self.lengthLimit else {
      throw Self.invalid(Self.tooLong)
    }
    guard let number = UInt16(port ?? (scheme == "https" ? "443" : "80")), number > 0 else {
      throw Self.invalid("its port is none")
    }
    self.url = url
    self.scheme = scheme
    self.host = (host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host).lowercased()
    self.port = number
    place = scheme + "://" + host + (port.map { ":" + $0 } ?? "")
  }

  private static let lengthLimit = 8192
  private static let tooLong = "it is longer than 8,192 bytes"

  private static func read(
    _ text: String, into parts: OpaquePointer, flags: Int32 = 0
  ) throws(HTTPError) {
    guard text.utf8.count <= lengthLimit else { throw invalid(tooLong) }
    // Some readers take a backslash for a slash; the library does not, and others may come after it.
    guard !text.utf8.contains(where: { $0.isControl || $0 == UInt8(ascii: "\\") }) else {
      throw invalid("it has a control character or a backslash in it")
    }
    let code = curl_url_set(parts, CURLUPART_URL, text, UInt32(flags))
    guard code == CURLUE_OK else { throw invalid(String(cString: curl_url_strerror(code))) }
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
