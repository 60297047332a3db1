import Compression

/// When answers are packed with gzip for clients that take it.
public struct Packing: Sendable {
  /// Shorter answers fit into one packet anyway.
  public var minimum = 1_024
  /// From 1, fast, to 9, small.
  public var level = 4

  public init() {}

  /// The answer as this client gets it. Runs where the handler did, never on the event thread.
  func apply(to response: Response, for request: Request) -> Response {
    var response = response
    if response.status == .notModified { response.headers.vary("Accept-Encoding") }
    guard case .bytes(let bytes) = response.body, bytes.count >= minimum, isPackable(response) else {
      response.packed = nil
      return response
    }
    response.headers.vary("Accept-Encoding")
    let ready = response.packed
    response.packed = nil
    guard AcceptEncoding(request.headers.values("Accept-Encoding")).wantsGzip else { return response }
    let packed = ready ?? Gzip.packed(bytes, level: level)
    guard packed.count < bytes.count else { return response }
    response.body = .bytes(packed)
    response.headers["Content-Encoding"] = "gzip"
    if let tag = response.headers["ETag"] { response.headers["ETag"] = EntityTag.packed(tag) }
    return response
  }

  private func isPackable(_ response: Response) -> Bool {
    guard response.headers["Content-Encoding"] == nil, response.headers["Content-Range"] == nil,
      let type = response.headers["Content-Type"]?.prefix(while: { $0 != ";" }).lowercased()
    else { return false }
    return type.hasPrefix("text/") && type != "text/event-stream" || Self.types.contains(type)
      || type.hasSuffix("+json") || type.hasSuffix("+xml")
  }

  private static let types: Set<String> = [
    "application/json", "application/javascript", "application/xml", "application/x-ndjson",
    "application/openmetrics-text", "image/svg+xml",
  ]
}

extension Headers {
  /// Says that the answer depends on this field of the request.
  mutating func vary(_ name: String) {
    guard let known = self["Vary"] else { return add("Vary", name) }
    let isSaid = known.split(separator: ",").contains {
      $0.trimmed == "*" || String($0.trimmed).isEqualIgnoringCase(name)
    }
    if !isSaid { self["Vary"] = "\(known), \(name)" }
  }
}
