import API
import Documents
import HTTP
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite struct StrangersTests {
  private static let now = ContinuousClock.now

  private static func network(_ text: String) throws -> AddressRange {
    try #require(AddressRange.network(of: text))
  }

  @Test func `a few are tried at once, and then one each second`() throws {
    let strangers = Strangers(.init(burst: 3))
    let (here, there) = (try Self.network("10.0.0.7"), try Self.network("10.0.0.8"))

    for _ in 0..<3 { try strangers.take(here, at: Self.now) }
    let full = #expect(throws: Strangers.TooMany.self) { try strangers.take(here, at: Self.now) }
    try strangers.take(there, at: Self.now)
    try strangers.take(here, at: Self.now + .milliseconds(1_100))
    let again = #expect(throws: Strangers.TooMany.self) {
      try strangers.take(here, at: Self.now + .milliseconds(1_200))
    }
    strangers.giveBack(here)

    #expect(full?.wait == 1 && again?.wait == 1)
    try strangers.take(here, at: Self.now + .milliseconds(1_200))
  }

  @Test func `who has a network of IPv6 has one bucket`() throws {
    let strangers = Strangers(.init(burst: 1))
    try strangers.take(try Self.network("2001:db8::1"), at: Self.now)

    #expect(throws: Strangers.TooMany.self) {
      try strangers.take(try Self.network("2001:db8::ffff:2"), at: Self.now)
    }
    try strangers.take(try Self.network("2001:db8:0:1::1"), at: Self.now)
    #expect(try Self.network("::ffff:10.0.0.7") == Self.network("10.0.0.7"))
  }

  @Test func `many networks take little memory, and no more tries than there are buckets`() throws {
    let strangers = Strangers(.init(burst: 2, networkLimit: 100))
    var taken = 0
    for number in 0..<5_000 {
      let network = try Self.network("10.0.\(number / 250).\(number % 250)")
      for _ in 0..<3 {
        if (try? strangers.take(network, at: Self.now)) != nil { taken += 1 }
      }
    }

    #expect(strangers.count == 100 && taken == 100 * 2 + 2)
    // When all are full again, others are remembered.
    try strangers.take(try Self.network("10.9.9.9"), at: Self.now + .seconds(60))
    #expect(strangers.count == 1)
  }
}

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct StrangeKeyTests {
  /// A key that was never made, in the right form.
  private static func made(_ number: Int) -> String {
    let label = String(1_000_000_000 + number)
    return "hookline_\(label)_" + String(repeating: "A", count: 43)
  }

  @Test func `strangers have few keys looked up, and shut out nobody whose key was seen`() async throws {
    try await withGateway { stage in
      let (seen, unseen) = (try await stage.key(.read), try await stage.key(.read))
      let first = await stage.ask(.get, "/v1/workers", key: seen)

      var statuses: [Int: Int] = [:]
      var waits: Set<String> = []
      for number in 0..<200 {
        let reply = await stage.ask(.get, "/v1/workers", key: Self.made(number))
        statuses[reply.status, default: 0] += 1
        if let wait = reply.headers["Retry-After"] { waits.insert(wait) }
      }
      // As if it had not been asked for a while.
      stage.gatekeeper.keys.forget(nil)
      let later = await stage.ask(.get, "/v1/workers", key: seen)
      let comesBack = await eventually(within: .seconds(20)) {
        await stage.ask(.get, "/v1/workers", key: unseen).status == 200
      }

      #expect(first.status == 200 && later.status == 200 && comesBack)
      #expect((20..<100).contains(statuses[401] ?? 0), "\(statuses)")
      #expect(statuses.count == 2 && (statuses[429] ?? 0) > 100 && waits == ["1"], "\(statuses) \(waits)")
    }
  }

  @Test func `what is no key is asked of the database once in a while, and counts as soon as it is made`()
    async throws
  {
    try await withGateway { stage in
      let key = try await stage.makeKey([.read])
      try await stage.database.pool.execute("update api_key set label = 'x' || label")

      var statuses: [Int] = []
      for _ in 0..<60 { statuses.append(await stage.ask(.get, "/v1/workers", key: key.text).status) }
      try await stage.database.pool.execute("update api_key set label = substr(label, 2)")
      stage.gatekeeper.keys.forget(key.record.label)
      let after = await stage.ask(.get, "/v1/workers", key: key.text)

      // One look took one try; had each, the bucket would have been empty long before.
      #expect(statuses.allSatisfy { $0 == 401 } && after.status == 200)
    }
  }

  @Test func `proxies are believed only where they are named`() throws {
    #expect(try GatewayProcess.limits(trusting: nil).trustedProxies.isEmpty)
    let some = try GatewayProcess.limits(trusting: "10.0.0.0/8, ::1").trustedProxies
    #expect(some == [try AddressRange("10.0.0.0/8"), try AddressRange("::1")])
    let error = #expect(throws: GatewayProcess.Unsafe.self) {
      try GatewayProcess.limits(trusting: "nginx")
    }
    #expect(error?.description.hasPrefix("HOOKLINE_GATEWAY_PROXIES: \"nginx\" is no range") == true)
  }

  @Test
  func `a key that is known to be there is no stranger, and many requests with a new one are one question`()
    async throws
  {
    try await withGateway { stage in
      let here = try #require(AddressRange.network(of: "10.0.0.7"))
      let store = KeyStore(stage.database.pool)
      let strangers = Strangers(.init(burst: 1, pause: .seconds(3_600)))
      let (old, new) = (try await stage.key(.read), try await stage.key(.read))
      let ring = KeyRing(store, strangers: strangers)

      let together = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<30 { group.addTask { try await ring.caller(old, from: here) != nil } }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      // All tries of this network are gone.
      _ = try await ring.caller(Self.made(1), from: here)
      await #expect(throws: Strangers.TooMany.self) { try await ring.caller(new, from: here) }
      try await ring.learn()
      let known = try await ring.caller(new, from: here)

      #expect(together == 30 && known != nil)
      await #expect(throws: Strangers.TooMany.self) { try await ring.caller(Self.made(2), from: here) }
    }
  }
}
