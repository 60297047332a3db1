import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SourceLedgerTests {
  private let noon = Date(timeIntervalSince1970: 20_718 * 86_400 + 43_200)
  private let quota = Quota("research", "requests", limit: 100)

  private var nextDay: Date { Date(timeIntervalSince1970: 20_719 * 86_400) }

  /// As another process has it.
  private func pool(_ limit: Int, _ database: TestDatabase) -> Pool {
    Pool(database.settings, settings: PoolSettings(connectionLimit: limit), logger: database.logger)
  }

  @Test func `two processes that take at once never get more than there is, nor less`() async throws {
    try await withDatabase(migrated: true) { database in
      let other = pool(6, database)
      let ledgers = [SourceLedger(database.pool), SourceLedger(other)]

      let granted = try await withThrowingTaskGroup(of: Int.self) { group in
        for place in 0..<80 {
          let amount = place % 3 + 1
          group.addTask { [quota, noon] in
            let grant = try await ledgers[place % 2].take(amount, of: quota, now: noon)
            return grant.isGranted ? amount : 0
          }
        }
        return try await group.reduce(0, +)
      }
      // What did not fit may have left a little.
      var rest = 0
      while try await ledgers[0].take(1, of: quota, now: noon).isGranted { rest += 1 }

      #expect(granted + rest == 100 && rest <= 2)
      let taken = try await database.pool.value("select taken from source_quota", as: Int64.self)
      #expect(taken == 100)
      await other.close()
    }
  }

  @Test
  func `what is set aside by several at once is never more than there is, and what is not used comes back`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let other = pool(6, database)
      let ledgers = [SourceLedger(database.pool), SourceLedger(other)]

      let grants = try await withThrowingTaskGroup(of: QuotaGrant.self) { group in
        for place in 0..<40 {
          group.addTask { [quota, noon] in try await ledgers[place % 2].reserve(2...7, of: quota, now: noon) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let given = grants.filter(\.isGranted).map(\.amount)
      let full = try await ledgers[0].take(1, of: quota, now: noon)
      for amount in given {
        try await ledgers[1].settle(amount, unused: amount - 1, of: quota, reservedAt: noon)
      }
      let after = try await ledgers[0].take(1, of: quota, now: noon)

      #expect(given.reduce(0, +) == 100 && given.allSatisfy { (2...7).contains($0) })
      #expect(!full.isGranted && full.reserved == 100)
      #expect(after.isGranted && after.left == 100 - given.count - 1 && after.reserved == 0)
      await other.close()
    }
  }

  @Test func `what was set aside long ago counts as spent, and comes back all the same`() async throws {
    try await withDatabase(migrated: true) { database in
      let ledger = SourceLedger(database.pool)
      _ = try await ledger.reserve(40...40, of: quota, now: noon)
      _ = try await ledger.reserve(60...60, of: quota, now: noon + 300)

      let soon = try await ledger.take(1, of: quota, now: noon + 800)
      let late = try await ledger.take(1, of: quota, now: noon + 900)
      let set = try await ledger.reserve(1...1, of: quota, now: noon + 900)
      try await ledger.settle(40, unused: 40, of: quota, reservedAt: noon)
      let back = try await ledger.reserve(1...9, of: quota, now: noon + 901)

      #expect(!soon.isGranted && soon.reserved == 100)
      #expect(!late.isGranted && late.reserved == 0 && !set.isGranted && set.reserved == 0)
      #expect(back.isGranted && back.amount == 9)
    }
  }

  @Test func `what is left is told, what is too much takes nothing`() async throws {
    try await withDatabase(migrated: true) { database in
      let ledger = SourceLedger(database.pool)

      let first = try await ledger.take(60, of: quota, now: noon)
      let refused = try await ledger.take(41, of: quota, now: noon)
      let last = try await ledger.take(40, of: quota, now: noon)
      let never = try await ledger.take(101, of: Quota("other", "requests", limit: 100), now: noon)
      let nothing = try await ledger.take(0, of: quota, now: noon)

      #expect(first == QuotaGrant(isGranted: true, amount: 60, left: 40, resetsAt: nextDay))
      #expect(refused == QuotaGrant(isGranted: false, left: 40, resetsAt: nextDay))
      #expect(last == QuotaGrant(isGranted: true, amount: 40, left: 0, resetsAt: nextDay))
      #expect(never == QuotaGrant(isGranted: false, left: 100, resetsAt: nextDay))
      #expect(nothing.isGranted && nothing.left == 0)
    }
  }

  @Test func `a restart keeps what was taken, midnight gives anew, and a clock set back does not give twice`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      _ = try await SourceLedger(database.pool).take(100, of: quota, now: nextDay - 0.001)
      let second = pool(1, database)
      let ledger = SourceLedger(second)

      let again = try await ledger.take(1, of: quota, now: nextDay - 0.001)
      let tomorrow = try await ledger.take(30, of: quota, now: nextDay)
      let back = try await ledger.take(1, of: quota, now: nextDay - 5)

      #expect(!again.isGranted && again.resetsAt == nextDay)
      #expect(tomorrow == QuotaGrant(isGranted: true, amount: 30, left: 70, resetsAt: nextDay + 86_400))
      #expect(!back.isGranted)
      await second.close()
    }
  }

  @Test func `a limit that was lowered leaves nothing, a raised one the difference`() async throws {
    try await withDatabase(migrated: true) { database in
      let ledger = SourceLedger(database.pool)
      _ = try await ledger.take(50, of: quota, now: noon)

      let lowered = try await ledger.take(1, of: Quota("research", "requests", limit: 10), now: noon)
      let raised = try await ledger.take(1, of: Quota("research", "requests", limit: .max), now: noon)

      #expect(lowered == QuotaGrant(isGranted: false, left: 0, resetsAt: nextDay))
      #expect(raised.isGranted && raised.left == .max - 51)
    }
  }

  @Test func `a note holds until its end, and can be forgotten`() async throws {
    try await withDatabase(migrated: true) { database in
      let ledger = SourceLedger(database.pool)
      let note = SourceNote("closed: 403", until: noon + 60)
      try await ledger.keep(SourceNote("older", until: noon + 10), as: "features", of: "spotify")
      try await ledger.keep(note, as: "features", of: "spotify")

      #expect(try await ledger.note("features", of: "spotify", now: noon) == note)
      #expect(try await ledger.note("features", of: "spotify", now: noon + 60) == nil)
      #expect(try await ledger.note("features", of: "other", now: noon) == nil)
      try await ledger.keep(nil, as: "features", of: "spotify")
      #expect(try await ledger.note("features", of: "spotify", now: noon) == nil)
    }
  }

  @Test func `activity adds up by day, whoever adds at once, and is told with quotas and notes`() async throws
  {
    try await withDatabase(migrated: true) { database in
      let other = pool(4, database)
      let ledgers = [SourceLedger(database.pool), SourceLedger(other)]
      let activity = SourceActivity(
        requests: 3, failures: [.limited: 1, .cut: 1], records: 5, rejected: ["b.range": 2, "a.required": 1])

      try await withThrowingTaskGroup(of: Void.self) { group in
        for place in 0..<40 {
          group.addTask { [noon] in
            try await ledgers[place % 2].add(activity, of: "research", now: noon + Double(place))
          }
        }
        try await group.waitForAll()
      }
      try await ledgers[0].add(SourceActivity(requests: 1, failures: [.timeout: 1]), of: "down", now: nextDay)
      try await ledgers[0].add(SourceActivity(), of: "silent", now: nextDay)
      _ = try await ledgers[0].take(30, of: quota, now: nextDay)
      try await ledgers[0].keep(SourceNote("too many", until: nextDay + 99), as: "pause", of: "research")

      let two = try await ledgers[0].health(days: 2, now: nextDay)
      let one = try await ledgers[0].health(days: 1, now: nextDay)

      #expect(two.map(\.source) == ["down", "research"])
      #expect(two[0].succeededAt == nil && two[0].activity.failures == [.timeout: 1])
      #expect(two[1].activity.requests == 120 && two[1].activity.records == 200)
      #expect(two[1].activity.failures == [.limited: 40, .cut: 40])
      #expect(two[1].activity.rejected == ["b.range": 80, "a.required": 40])
      #expect(two[1].succeededAt == noon + 39)
      #expect(
        two[1].quotas == [.init(name: "requests", taken: 30, limit: 100)] && two[1].quotas[0].left == 70)
      #expect(two[1].notes.map(\.name) == ["pause"])
      #expect(one.map(\.source) == ["down", "research"] && one[1].activity.isEmpty)
      await other.close()
    }
  }
}
