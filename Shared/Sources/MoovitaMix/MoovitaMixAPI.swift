import HTTP

/// Asks the API of MoovitaMix for pages.
public struct MoovitaMixAPI: Sendable {
  /// The most records that a page may have.
  public static let sizeLimit = 100

  /// Without a slash at its end.
  public let url: String
  public let size: Int
  private var caller: Caller

  /// Throws `.misconfigured` when the address is none.
  public init(_ url: String, size: Int = sizeLimit, caller: Caller) throws(SourceError) {
    precondition(1...Self.sizeLimit ~= size, "the API gives 1 to 100 records a page")
    // What it is stays unsaid: a password may be in it.
    guard let target = try? ClientTarget(url) else {
      throw SourceError(.misconfigured, "the address cannot be used; write http://host:port, without a user")
    }
    guard !target.url.contains("?") else {
      throw SourceError(.misconfigured, "the address is that of the API, without a query: \(target.place)")
    }
    var text = target.url
    while text.last == "/" { text.removeLast() }
    self.url = text
    self.size = size
    self.caller = caller
  }

  public var meter: SourceMeter { caller.meter }

  /// The same; `notice` hears before a question is asked again.
  func noticing(_ notice: @escaping @Sendable () -> Void) -> MoovitaMixAPI {
    var api = self
    api.caller.onWait = { [onWait = caller.onWait] wait in
      notice()
      onWait(wait)
    }
    return api
  }

  public func address(_ kind: MoovitaMixKind, _ number: Int) -> String {
    "\(url)/\(kind.path)?page=\(number)&size=\(size)"
  }

  /// A page, counted from 1. What `check` finds wrong with it may be right the next time.
  func page(
    _ kind: MoovitaMixKind, _ number: Int, check: (MoovitaMixPage) throws(Unreadable) -> Void
  ) async throws(SourceError) -> MoovitaMixPage {
    let address = address(kind, number)
    let page = try await caller.ask(ClientRequest(.get, address)) { response throws(Unreadable) in
      let page = try MoovitaMixPage.read(response.body, kind)
      if let said = page.page, said != number { throw Unreadable("it is page \(said) instead of \(number)") }
      try check(page)
      return page
    }
    guard let page else {
      throw SourceError(
        .misconfigured, "\(caller.source) does not know \(address) (404); is it the right address?")
    }
    return page
  }
}
