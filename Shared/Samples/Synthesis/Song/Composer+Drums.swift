extension Composer {
  /// What the style plays, what the song's own accents add, and a fill before the next section.
  mutating func writeDrums(_ bar: Int, _ place: Int, _ theme: Theme, _ energy: Double, fills: Bool) {
    guard energy > 0.4 || place % 2 == 1 else { return }
    let start = beat(ofBar: bar)
    let strength = 0.4 + 0.6 * energy
    if energy > 0.5 { writeStyle(start, theme, strength) }
    for step in hats(theme) {
      let isOpen = theme.accents.contains(step) && step % 4 == 2
      let accent = step % 4 == 0 ? 0.8 : 0.5
      strike(isOpen ? .openHat : .closedHat, at: start + Double(step) / 4, strength * accent)
    }
    guard fills else { return }
    for step in 0..<4 {
      strike(
        step % 2 == 0 ? .tom : .snare, at: start + Double(beatsPerBar - 1) + Double(step) / 4, strength * 0.8)
    }
  }

  private mutating func writeStyle(_ start: Double, _ theme: Theme, _ strength: Double) {
    let accents = theme.accents.sorted()
    let (kicks, snares) = strokes(accents)
    for step in kicks { strike(.kick, at: start + Double(step) / 4, strength) }
    let drum: SongPlan.Hit.Drum = band.drums == .fourOnTheFloor ? .clap : .snare
    for step in snares { strike(drum, at: start + Double(step) / 4, strength * 0.85) }
  }

  /// The sixteenths of a bar on which kick and snare are played.
  private func strokes(_ accents: [Int]) -> (kicks: [Int], snares: [Int]) {
    let steps = beatsPerBar * 4
    if beatsPerBar == 3 { return ([0] + accents.filter { $0 > 8 }.prefix(1), [4, 8]) }
    switch band.drums {
    case .fourOnTheFloor: return (Array(stride(from: 0, to: steps, by: 4)), [4, 12])
    case .backbeat: return ([0, 8] + accents.filter { $0 % 4 == 2 }.prefix(2), [4, 12])
    case .halfTime: return ([0] + accents.filter { $0 > 2 && $0 != 8 }.prefix(3), [8])
    case .syncopated: return ([0, 6, 10] + accents.filter { $0 == 3 || $0 == 13 }, [4, 12, 15])
    case .sparse: return ([0], [12])
    }
  }

  private func hats(_ theme: Theme) -> [Int] {
    let steps = 0..<beatsPerBar * 4
    switch band.drums {
    case .fourOnTheFloor: return steps.filter { $0 % 4 == 2 || theme.accents.contains($0) }
    case .backbeat: return steps.filter { $0 % 2 == 0 }
    case .halfTime: return steps.filter { $0 % 2 == 0 || theme.accents.contains($0) }
    case .syncopated: return Array(steps)
    case .sparse: return steps.filter { $0 % 4 == 0 }
    }
  }
}
