@testable import Datasets
import Testing

@Suite struct DatasetDoubtsTests {
  private static func report(_ kinds: (name: String, records: Int, rejected: Int)...) -> DatasetReport {
    DatasetReport(
      kinds: kinds.map { name, records, rejected in
        var kind = DatasetReport.Kind(name)
        kind.records = records
        // Two rules are broken by each.
        kind.rejected = ["a": rejected, "b": rejected]
        kind.rejectedRecords = rejected
        return kind
      })
  }

  @Test(
    arguments: [
      (100, 0, "user: 0 records instead of 100"), (100, 49, "user: 49 records instead of 100"),
      (100, 50, nil),
      (1, 0, "user: 0 records instead of 1"), (0, 0, nil), (0, 5, nil), (100, 1_000, nil),
    ] as [(Int, Int, String?)])
  func `a kind that is empty or has less than half of its records is doubted`(
    before: Int, now: Int, doubt: String?
  ) {
    let current = Self.report(("user", before, 0), ("track", 7, 0))

    let doubts = Self.report(("user", now, 0), ("track", 7, 0)).doubts(comparedWith: current)

    #expect(doubts == [doubt].compactMap(\.self))
  }

  @Test func `records of which most were rejected are doubted, unless they were so before`() {
    let bad = Self.report(("user", 49, 51))
    let doubt = "user: 51 of 100 records were rejected"

    #expect(bad.doubts(comparedWith: nil) == [doubt])
    #expect(bad.doubts(comparedWith: Self.report(("user", 49, 0))) == [doubt])
    #expect(bad.doubts(comparedWith: bad) == [])
    #expect(Self.report(("user", 50, 50)).doubts(comparedWith: nil) == [])
    #expect(
      bad.doubts(comparedWith: Self.report(("user", 99, 0)))
        == ["user: 49 records instead of 99, and 51 rejected"])
  }

  @Test func `a record that breaks two rules is counted once`() {
    #expect(Self.report(("rating", 10, 4), ("tag", 1, 1)).rejected == 5)
  }
}
