import Testing

@testable import TestMusic

@Suite struct StyleTests {
  private func styles(_ split: Split) -> [Style] { Style.all.filter { $0.split == split } }

  /// What is in both halves, of what a style has.
  private func common(_ things: (Style) -> [String]) -> Set<String> {
    Set(styles(.tuning).flatMap(things)).intersection(styles(.unseen).flatMap(things))
  }

  @Test func `there are many styles of each half, and their names differ`() {
    #expect(styles(.tuning).count >= 20 && styles(.unseen).count >= 20)
    #expect(Set(Style.all.map(\.name)).count == Style.all.count)
    #expect(Set(Style.all.map(\.meter.name)) == ["4/4", "3/4", "2/4", "6/8", "12/8"])
    #expect(Set(styles(.tuning).map(\.family)).count >= 8 && Set(styles(.unseen).map(\.family)).count >= 8)
  }

  @Test func `the halves have no drum pattern in common`() {
    #expect(common { style in style.grooves.flatMap { $0.map { "\($0.drum) \($0.line)" } } } == [])
    // However hard they are struck, the strokes that carry a beat are others.
    #expect(common { style in style.grooves.map(\.skeleton) } == [])
  }

  @Test func `the halves have no bass line and no accompaniment in common`() {
    #expect(common { $0.lines(of: .bass) } == [])
    #expect(common { $0.lines(of: .chords).filter { $0.contains { !"xX_".contains($0) } } } == [])
  }

  @Test func `the halves have no instrument, no drum kit and no chords in common`() {
    #expect(common { $0.parts.flatMap { $0.timbres.map(\.name) } } == [])
    #expect(common { $0.kits.map(\.name) } == [])
    #expect(common { style in style.progressions.list(style.split).map { "\($0)" } } == [])
  }

  @Test(arguments: Style.all) func `patterns are whole bars, and what they strike is in the kits`(
    style: Style
  ) {
    let lines = style.grooves.flatMap { $0.map(\.line) } + style.parts.flatMap(\.lines)

    for line in lines {
      #expect(Line(line).steps % style.meter.steps == 0, "\(style.name): \(line)")
    }
    for kit in style.kits {
      let drums = style.grooves.flatMap { $0.map(\.drum) } + [.crash, .highTom, .lowTom]
      #expect(drums.allSatisfy { kit.strokes[$0] != nil }, "\(style.name): \(kit.name)")
    }
    #expect(style.hasDrums == !style.kits.isEmpty)
    #expect(style.parts.allSatisfy { !$0.timbres.isEmpty })
    #expect(45...200 ~= style.tempo.lowerBound && 45...200 ~= style.tempo.upperBound)
  }
}

extension Style: CustomTestStringConvertible {
  public var testDescription: String { name }

  fileprivate func lines(of role: Part.Role) -> [String] {
    parts.filter { $0.role == role }.flatMap(\.lines)
  }
}

extension Style.Groove {
  /// Where the kick and the snare are struck at all.
  fileprivate var skeleton: String {
    let carriers: [Drum] = [.kick, .surdo, .snare, .clap, .rim]
    return carriers.map { drum in
      String((first { $0.drum == drum }?.line ?? "").map { ".-".contains($0) ? "." : "x" })
    }.joined(separator: "|")
  }
}
