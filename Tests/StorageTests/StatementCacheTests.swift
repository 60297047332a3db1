import Testing

@testable import Storage

@Suite struct StatementCacheTests {
  @Test func `a text is prepared when it is used again`() {
    var cache = StatementCache()

    let plans = [cache.plan(for: "a"), cache.plan(for: "b"), cache.plan(for: "a"), cache.plan(for: "a")]

    #expect(plans == [.direct, .direct, .prepare(name: "h3", evicted: nil), .execute(name: "h3")])
  }

  @Test func `what is forgotten begins anew`() {
    var cache = StatementCache()
    for _ in 0..<3 { _ = cache.plan(for: "a") }

    cache.forget("a")

    #expect(cache.plan(for: "a") == .direct)
  }

  @Test func `the oldest falls out and its name is freed with the next prepare`() {
    var cache = StatementCache(limit: 2)
    _ = cache.plan(for: "old")
    _ = cache.plan(for: "old")
    _ = cache.plan(for: "b")

    _ = cache.plan(for: "c")

    #expect(cache.plan(for: "b") == .prepare(name: "h5", evicted: "h2"))
    #expect(cache.plan(for: "old") == .direct)
  }

  @Test func `a text with parameters of other types is another statement`() {
    var cache = StatementCache()
    for _ in 0..<2 { _ = cache.plan(for: "a", types: [20]) }

    #expect(cache.plan(for: "a", types: [701]) == .direct)
    #expect(cache.plan(for: "a", types: [20]) == .execute(name: "h2"))
  }
}
