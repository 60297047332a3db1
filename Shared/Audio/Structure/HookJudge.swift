/// Proposes the stretch of a piece that is most worth using: its chorus, mostly.
public struct HookJudge: Sendable {
  /// Seconds that can be asked for.
  public static let lengths = 5.0...60.0
  /// Seconds that a part may be shorter than what is asked of it.
  private static let slack = 0.3
  /// Seconds after the bar: rather a breath of the attack is lost than an end of the part before is heard.
  private static let lateness = 0.02

  public var ranker: ConditionalLogit

  public init(ranker: ConditionalLogit = .hook) { self.ranker = ranker }

  /// A stretch of that length, or the whole sound if it is shorter. Lengths beyond `lengths` are cut to them.
  public func hook(_ evidence: StructureEvidence, length wanted: Double) -> Hook? {
    let length = min(Self.lengths.upperBound, max(Self.lengths.lowerBound, wanted))
    guard evidence.duration > length else {
      return Hook(start: 0, end: evidence.duration, reasons: [Hook.Reason(.wholeSound)])
    }
    let groups = PartGroup.all(evidence)
    let usable = Self.usable(groups, evidence, length)
    let chances = ranker.probabilities(HookTraits(groups, evidence).rows(usable))
    guard let best = chances.indices.max(by: { chances[$0] < chances[$1] }) else {
      return Hook(start: 0, end: length, reasons: [Hook.Reason(.wholeSound)])
    }
    return Self.hook(in: usable[best], of: groups, evidence, length)
  }

  /// What the choice is made of and by: the stretches, and their traits.
  public func choices(_ evidence: StructureEvidence, length: Double) -> (
    hooks: [Hook], traits: [[Double]]
  ) {
    let groups = PartGroup.all(evidence)
    let usable = Self.usable(groups, evidence, length)
    let hooks = usable.map { Self.hook(in: $0, of: groups, evidence, length) }
    return (hooks, HookTraits(groups, evidence).rows(usable))
  }

  /// Parts that last as long as is asked, or the longer ones if none does.
  private static func usable(_ groups: [PartGroup], _ evidence: StructureEvidence, _ length: Double)
    -> [PartGroup]
  {
    func longest(_ group: PartGroup) -> Double { group.parts.map { evidence.seconds(of: $0) }.max() ?? 0 }
    let top = groups.map(longest).max() ?? 0
    let need = top >= length - slack ? length - slack : 0.75 * top
    return groups.filter { longest($0) >= need }
  }

  private static func hook(
    in group: PartGroup, of groups: [PartGroup], _ evidence: StructureEvidence, _ length: Double
  ) -> Hook {
    let part = part(of: group, evidence, length)
    let (bar, isPartStart) = start(part, evidence, length)
    let start = min(evidence.time(ofBar: bar) + lateness, evidence.duration - length)
    var reasons: [Hook.Reason] = []
    if group.times > 1 { reasons.append(Hook.Reason(.repeats, count: group.times)) }
    if isLoudest(group, of: groups, evidence) { reasons.append(Hook.Reason(.loudest)) }
    if isPartStart { reasons.append(Hook.Reason(.startsPart)) }
    if evidence.grid.isBeaten, start == evidence.time(ofBar: bar) + lateness {
      reasons.append(Hook.Reason(.startsOnDownbeat))
    }
    if reasons.isEmpty { reasons.append(Hook.Reason(.startsPart)) }
    return Hook(start: start, end: start + length, reasons: reasons)
  }

  /// The loudest of those that are long enough.
  private static func part(of group: PartGroup, _ evidence: StructureEvidence, _ length: Double) -> Range<Int>
  {
    let long = group.parts.filter { evidence.seconds(of: $0) >= length - slack }
    let longest = group.parts.max { $0.count < $1.count } ?? 0..<0
    return long.max { evidence.level(of: $0) < evidence.level(of: $1) } ?? longest
  }

  /// The bar to begin with, so that the stretch is over before the sound is.
  private static func start(_ part: Range<Int>, _ evidence: StructureEvidence, _ length: Double) -> (
    Int, Bool
  ) {
    var bar = part.lowerBound
    while bar > 0, evidence.time(ofBar: bar) + length > evidence.duration { bar -= 1 }
    return (bar, bar == part.lowerBound)
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
