extension DatasetReport {
  /// Why a version with this report should not replace the one with that report by itself: records of a kind that was
  /// there are all or mostly gone, or most were rejected that were not rejected before. Each is a line with the numbers.
  func doubts(comparedWith current: DatasetReport?) -> [String] {
    kinds.compactMap { kind in
      let before = current?.kinds.first { $0.name == kind.name }
      return kind.loss(since: before) ?? kind.refusal(since: before)
    }
  }
}

extension DatasetReport.Kind {
  fileprivate func loss(since before: DatasetReport.Kind?) -> String? {
    guard let before, records < before.records - records else { return nil }
    let apart = rejectedCount > 0 ? ", and \(rejectedCount) rejected" : ""
    return "\(name): \(records) records instead of \(before.records)\(apart)"
  }

  /// A source that has always been so is known to be.
  fileprivate func refusal(since before: DatasetReport.Kind?) -> String? {
    guard isMostlyRejected, before?.isMostlyRejected != true else { return nil }
    return "\(name): \(rejectedCount) of \(records + rejectedCount) records were rejected"
  }

  private var isMostlyRejected: Bool { rejectedCount > records }
}
