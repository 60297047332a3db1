import Models
import Testing

@testable import Identity

@Suite struct JudgeTests {
  @Test func `agrees with people on pairs that were made up by hand`() {
    var (right, wrong, missed) = (0, [String](), [String]())
    for pair in JudgedPairs.all {
      let isSame = Judge().link(pair.left, pair.right)?.relation == .same
      switch (pair.truth, isSame) {
      case (.same, true): right += 1
      case (.same, false): missed.append("\(pair)")
      case (.different, true): wrong.append("\(pair)")
      case (.different, false): break
      }
      #expect(Judge().link(pair.right, pair.left) == Judge().link(pair.left, pair.right))
    }
    let precision = Double(right) / Double(right + wrong.count)
    let recall = Double(right) / Double(right + missed.count)

    print("judged pairs: \(JudgedPairs.all.count), precision \(precision), recall \(recall)")
    #expect(JudgedPairs.all.count >= 60)
    #expect(precision >= 0.95, "taken for one:\n\(wrong.joined(separator: "\n"))")
    #expect(recall >= 0.9, "not found:\n\(missed.joined(separator: "\n"))")
  }
}
