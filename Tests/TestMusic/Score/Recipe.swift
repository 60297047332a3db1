import Samples

/// Everything about a piece but its notes.
struct Recipe: Sendable {
  let seed: UInt64
  let kind: Truth.Kind
  let style: Style
  let timeline: Timeline
  let isSteady: Bool
  let sections: [Section]
  /// Of the main key, 0 to 11.
  let tonic: Int
  let scale: Scale
  /// Cents above concert pitch.
  let tuning: Double
  /// Milliseconds.
  let looseness: Double
  let isSong: Bool
  let lift: Lift
  let mastering: Mastering

  var bars: Int { sections.last?.bars.upperBound ?? 0 }
  var duration: Double { mastering.duration }
  var meter: Meter { style.meter }

  func draws(_ number: Int) -> Draws { Draws(seed, .testMusic, number) }
}

extension Recipe {
  /// What is asked of a piece; the seed draws the rest.
  struct Brief: Sendable {
    var seed: UInt64
    var kind = Truth.Kind.music
    var style: Style
    /// Seconds.
    var duration: ClosedRange<Double>
    /// A whole song, with choruses of at least a quarter of a minute; its form says how long it is.
    var isSong = false
    var tonic: Int?
    var mode: Truth.Mode?
    /// Samples a second.
    var rate: Int?
    /// Neither clipped nor faded nor in any other way ill-treated.
    var isClean = false
  }

  init(_ brief: Brief) {
    var draws = Draws(brief.seed, .testMusic, 0)
    let style = brief.style
    let tempo = Self.tempo(style.tempo, &draws)
    let barLength = Double(style.meter.beats) * 60 / tempo
    var length = draws.value(brief.duration)
    let form = Self.form(barLength, &length, isSong: brief.isSong, &draws)
    let entry = Self.entry(style.meter, isSong: brief.isSong, &draws)
    let silence = draws.chance(25) ? draws.value(0.1...1.4) : 0.01
    let bars =
      brief.isSong
      ? form.barCount
      : Int(((length - silence) / barLength + entry / Double(style.meter.beats)).rounded(.up)) + 1
    let isWandering = draws.chance(style.wandering)
    let drift = Timeline.Drift(
      amount: isWandering ? draws.value(0.01...0.035) : 0, beats: draws.value(16...64),
      phase: draws.value(0...6.28))
    let ratio = style.swing.map { draws.value($0.ratio) } ?? 0.5
    let timeline = Timeline(
      tempo: tempo, drift: drift, swing: Swing(pair: style.swing?.pair ?? 1, ratio: ratio), entry: entry,
      silence: silence, beats: bars * style.meter.beats + 4)
    let isLouder = draws.chance(75)
    var sections = form.sections(upTo: bars, isLouder: isLouder)
    if let last = sections.last, brief.isSong || last.bars.upperBound < bars {
      length = timeline.time(ofBeat: Double(last.bars.upperBound * style.meter.beats)) + 1.5
    }
    let lift = brief.isSong ? Lift(seed: brief.seed) : .none
    if brief.isSong { lift.raise(&sections) }
    if draws.chance(6) { Self.modulate(&sections, &draws) }
    let scales = style.progressions.list(style.split).map(\.scale)
      .filter { brief.mode == nil || $0.mode == brief.mode }
    self.init(
      seed: brief.seed, kind: brief.kind, style: style, timeline: timeline, isSteady: !isWandering,
      sections: sections, tonic: brief.tonic ?? draws.index(below: 12),
      scale: scales.isEmpty ? (brief.mode == .minor ? .minor : .major) : draws.pick(scales),
      tuning: draws.chance(50) ? 0 : draws.value(-45...45).rounded(),
      looseness: draws.value(style.looseness), isSong: brief.isSong, lift: lift,
      mastering: Mastering(duration: length, brief, &draws))
  }

  private static func tempo(_ range: ClosedRange<Double>, _ draws: inout Draws) -> Double {
    let tempo = draws.value(range)
    return draws.chance(60) ? tempo.rounded() : (tempo * 100).rounded() / 100
  }

  private static func form(
    _ barLength: Double, _ length: inout Double, isSong: Bool, _ draws: inout Draws
  ) -> Form {
    var form = Form(kinds: draws.pick(Form.songs), bars: length / barLength > 40 ? 8 : 4)
    if isSong {
      // A proposal of a quarter of a minute, from any downbeat of the first bars, must have room in a chorus.
      while Double(form.bars) * barLength < 18 { form.bars += 4 }
    } else {
      while form.kinds.count < 30 { form.kinds += draws.pick(Form.songs) }
      if length < 25 { form.kinds.removeAll { $0 == .intro || $0 == .break || $0 == .outro } }
    }
    return form
  }

  /// Some pieces begin with a pickup, and some are cut out of the middle of a bar.
  private static func entry(_ meter: Meter, isSong: Bool, _ draws: inout Draws) -> Double {
    guard !isSong, draws.chance(25) else { return 0 }
    return draws.chance(60)
      ? Double(draws.number(1...max(1, meter.beats - 1)))
      : draws.value(0...Double(meter.beats) - 0.05)
  }

  private static func modulate(_ sections: inout [Section], _ draws: inout Draws) {
    let shift = draws.pick([1, 2, 3])
    let first = draws.number(sections.count / 3...sections.count)
    for index in sections.indices where index >= first { sections[index].shift += shift }
  }
}
