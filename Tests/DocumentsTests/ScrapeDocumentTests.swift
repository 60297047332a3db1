import Datasets
import Testing

@testable import Documents

/// Reports of imports of scrapes, put together.
@Suite struct ScrapeDocumentTests {
  @Test func `what came of several files is summed, as far as a number reaches`() {
    var (sum, other) = (ImportedScrapes(), ImportedScrapes())
    other.files = 1
    other.tally.records = 3
    other.tally.posts = .init(all: 3, new: 2, updated: 1)
    other.tally.rejected = ["a": 2]
    sum.add(other)
    sum.add(other)
    #expect(sum.files == 2 && sum.tally.records == 6 && sum.tally.posts.new == 4)
    #expect(sum.tally.rejected == ["a": 4])

    other.byteCount = DocumentPart.largest
    other.tally.rejected = ["a": DocumentPart.largest]
    for _ in 0..<3 { sum.add(other) }

    #expect(sum.byteCount == DocumentPart.largest)
    #expect(sum.tally.rejections == DocumentPart.largest)
  }

  @Test func `complaints and rules without end are bounded, and none of them is silence`() {
    var (sum, other) = (ImportedScrapes(), ImportedScrapes())
    for number in 0..<(ImportedScrapes.otherLimit + 5) {
      other.tally.rejected["rule \(number)"] = 1
      other.add(problem: "wrong", of: "\(number)")
    }

    sum.add(other)
    let before = sum.problems.count
    sum.add(other)

    #expect(before == ImportedScrapes.otherLimit && sum.problems.count == before + 1)
    #expect(sum.tally.rejected.count == ImportedScrapes.otherLimit + 1)
    #expect(sum.tally.rejected[ImportedScrapes.otherRules] == 10)
    #expect(sum.tally.rejections == 2 * other.tally.rejections)
  }
}
