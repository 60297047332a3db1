extension Request {
  /// Whether whoever asks has this state of the resource already. False for what asks without a condition.
  public func has(_ tag: EntityTag) -> Bool { tag.isNamed(in: headers.values("If-None-Match")) }

  /// The answer that `make` gives, with its tag, unless the client has this state: then 304, and nothing is made.
  ///
  /// For what changes something a state that it must not meet is refused with 412. Clients keep the answer and ask each
  /// time whether it still holds, unless `make` says otherwise in `Cache-Control`.
  public func response(
    tagged tag: EntityTag, make: () async throws -> Response
  ) async rethrows -> Response {
    let isRead = method == .get || method == .head
    if has(tag) {
      guard isRead else {
        return Problem(.preconditionFailed, detail: "If-None-Match names the state that this is in.").response
      }
      return Response(.notModified, headers: ["ETag": tag.text, "Cache-Control": Self.asksEachTime])
    }
    var response = try await make()
    guard (200...299).contains(response.status.rawValue) else { return response }
    response.headers["ETag"] = tag.text
    if response.headers["Cache-Control"] == nil { response.headers["Cache-Control"] = Self.asksEachTime }
    return response
  }

  private static let asksEachTime = "private, no-cache"
}
