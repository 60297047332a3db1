/// Proposes the stretch of a piece that is most worth using: its chorus, mostly.
public struct HookJudge: Sendable {
  /// Seconds that can be asked for.
  public static let lengths = 5.0...60.0
  /// Seconds after the bar: rather a breath of the attack is lost than an end of the part before is heard.
  static let lateness = 0.02

  public var ranker: ConditionalLogit

  public init(ranker: ConditionalLogit = .hook) { self.ranker = ranker }

  /// A stretch of that length, or the whole sound if it is shorter. Lengths beyond `lengths` are cut to them.
  public func hook(_ evidence: StructureEvidence, length wanted: Double) -> Hook? {
    let length = min(Self.lengths.upperBound, max(Self.lengths.lowerBound, wanted))
    guard evidence.duration > length else {
      return Hook(start: 0, end: evidence.duration, reasons: [Hook.Reason(.wholeSound)])
    }
    let groups = PartGroup.all(evidence)
    let windows = HookWindow.all(evidence, groups, length: length)
    let chances = ranker.probabilities(HookTraits(groups, evidence).rows(windows))
    guard let best = chances.indices.max(by: { chances[$0] < chances[$1] }) else {
      return Hook(start: 0, end: length, reasons: [Hook.Reason(.startsPart)])
    }
    return Self.hook(windows[best], of: groups, evidence, length)
  }

  /// What the choice is made of and by: the stretches, and their traits.
  public func choices(_ evidence: StructureEvidence, length: Double) -> (
    hooks: [Hook], traits: [[Double]]
  ) {
    let groups = PartGroup.all(evidence)
    let windows = HookWindow.all(evidence, groups, length: length)
    let hooks = windows.map { Self.hook($0, of: groups, evidence, length) }
    return (hooks, HookTraits(groups, evidence).rows(windows))
  }

  private static func hook(
    _ window: HookWindow, of groups: [PartGroup], _ evidence: StructureEvidence, _ length: Double
  ) -> Hook {
    let group = groups[window.group]
    let start = evidence.time(ofBar: window.bars.lowerBound) + lateness
    var reasons: [Hook.Reason] = []
    if group.times > 1 { reasons.append(Hook.Reason(.repeats, count: group.times)) }
    if isLoudest(group, of: groups, evidence) { reasons.append(Hook.Reason(.loudest)) }
    if window.startsPart { reasons.append(Hook.Reason(.startsPart)) }
    if evidence.grid.isBeaten { reasons.append(Hook.Reason(.startsOnDownbeat)) }
    if reasons.isEmpty { reasons.append(Hook.Reason(.startsPart)) }
    return Hook(start: start, end: start + length, reasons: reasons)
  }

  private static func isLoudest(
    _ group: PartGroup, of groups: [PartGroup], _ evidence: StructureEvidence
  ) -> Bool {
    func level(_ group: PartGroup) -> Double { evidence.level(of: group.parts) }
    let others = groups.filter { $0.label != group.label && $0.parts.contains { $0.count >= 2 } }
    return !others.isEmpty && others.allSatisfy { level($0) <= level(group) }
  }
}

extension StructureEvidence {
  func level(of ranges: [Range<Int>]) -> Double {
    let count = ranges.reduce(0) { $0 + $1.count }
    return ranges.reduce(0) { $0 + level(of: $1) * Double($1.count) } / Double(max(1, count))
  }
}
