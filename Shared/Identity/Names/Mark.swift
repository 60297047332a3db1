import Models

/// What a name says of the version that it is of: "(David Guetta Remix)".
struct Mark: Hashable {
  var kind: VariantKind
  /// The words beside it, sorted: who, where, in which language.
  var detail: [String]
}

/// How the marks of two names agree.
enum MarkAgreement: Equatable {
  case same
  /// One of them says more: "(Remix)" and "(David Guetta Remix)".
  case unsure(VariantKind)
  case different(VariantKind)

  init(_ first: Set<Mark>, _ second: Set<Mark>) {
    let kinds = (Set(first.map(\.kind)), Set(second.map(\.kind)))
    let odd = kinds.0.symmetricDifference(kinds.1)
    if let kind = VariantKind.allCases.first(where: odd.contains) {
      self = .different(kind)
      return
    }
    self = .same
    for kind in VariantKind.allCases where kinds.0.contains(kind) && Self.isTelling(kind) {
      let left = Set(first.filter { $0.kind == kind }.flatMap(\.detail))
      let right = Set(second.filter { $0.kind == kind }.flatMap(\.detail))
      if left == right { continue }
      if left.isEmpty || right.isEmpty {
        if self == .same { self = .unsure(kind) }
        continue
      }
      let common = left.count { word in right.contains { Likeness.areAlike(word, $0) } }
      if 2 * common < max(left.count, right.count) {
        self = .different(kind)
        return
      }
    }
  }

  /// Whether there are several of that kind of one song.
  private static func isTelling(_ kind: VariantKind) -> Bool {
    switch kind {
    case .remix, .live, .version, .edit, .extended, .demo: true
    default: false
    }
  }
}
