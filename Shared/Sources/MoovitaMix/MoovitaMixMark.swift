/// What a page was like, so that it is known when it is looked at again.
struct MoovitaMixMark: Sendable {
  let kind: MoovitaMixKind
  let number: Int
  private let total: Int?
  private let fingerprint: UInt64?

  init(_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) {
    self.kind = kind
    self.number = number
    total = page.total
    fingerprint = page.batch.fingerprint
  }

  /// Throws `Changed` when it is another one now.
  func check(_ api: MoovitaMixAPI) async throws {
    let page = try await api.page(kind, number) { page throws(Unreadable) in
      try MoovitaMixPlan.check(page, number, asked: api.size)
    }
    guard page.total == total, page.batch.fingerprint == fingerprint else {
      throw MoovitaMixCrawl.Changed(
        description: "\(api.address(kind, number)) gives other records than when the import began")
    }
  }
}
