import Models

/// What is wrong with a record.
struct Flaw: Error, Equatable {
  /// Where it shows, in the file; nil when it is not a matter of one place.
  var offset: Int?
  var reason: String
  /// The name of the rule that is broken.
  var rule = Rejection.unreadable
  /// Whether the file ends where more was to come.
  var isCut = false
  var isTooDeep = false

  init(_ reason: String, offset: Int? = nil, isCut: Bool = false) {
    self.reason = reason
    self.offset = offset
    self.isCut = isCut
  }

  init(_ reason: String, offset: Int? = nil, breaking rule: Rule) {
    self.reason = reason
    self.offset = offset
    self.rule = rule.id
    isTooDeep = rule == .tiktokDepth
  }
}
