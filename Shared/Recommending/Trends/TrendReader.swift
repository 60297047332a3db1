import Glibc
public import Models

/// Reads the trends of tracks from who used them when.
///
/// Counts are of different creators, so that neither a video that everybody sees nor one creator with many videos is a
/// trend. Equal counts give equal trends, on whatever machine and in whatever order tracks are asked.
public struct TrendReader: Sendable {
  public let volume: UseVolume
  private let climate: UseClimate
  private let scale: TrendScale

  public init(_ volume: UseVolume) {
    self.volume = volume
    climate = UseClimate(volume)
    scale = TrendScale(volume.window.period)
  }

  /// Of each of these tracks; what was counted in another window is left out.
  public func signals(of uses: [TrackUses]) -> [Track.ID: TrendSignal] {
    let known = uses.filter { $0.window == volume.window }
    return Dictionary(known.map { ($0.track, trend(of: $0).signal) }) { $1 }
  }

  /// The counts have to be of the window that the volume is of.
  public func trend(of uses: TrackUses) -> TrackTrend {
    precondition(uses.window == volume.window, "these uses were counted in another window")
    let course = climate.course(of: uses.counts)
    let states = BurstStates(course)
    let length = course.counts.count
    let start = states.start ?? length - scale.span
    let (now, before) = (rate(course, start..<length, states), past(course, until: start, states))
    let chance = now.chance(exceeding: before, times: TrackTrend.notable)
    let doubt = doubt(about: uses, course)
    let isBurst = doubt == nil && states.start != nil && chance >= TrackTrend.certainty
    let stage = doubt == nil ? stage(course, states, isBurst ? start : nil) : .steady
    let velocity = velocity(course, until: length)
    return TrackTrend(
      track: uses.track, window: uses.window, stage: stage, burstAge: isBurst ? length - start : nil,
      doubt: doubt, velocity: velocity,
      acceleration: velocity - self.velocity(course, until: length - scale.span),
      surprise: surprise(course, before, states), chance: chance,
      rate: course.rate(start..<length) ?? 0, usualRate: before.mean, recentCreators: uses.recentCreators,
      topShare: uses.topShare, creators: uses.creators,
      saturation: Saturation(uses, volume, course, states).value,
      counts: course.counts.indices.map { course.exposures[$0] > 0 ? course.counts[$0] : nil })
  }

  private func doubt(about uses: TrackUses, _ course: UseCourse) -> TrackTrend.Doubt? {
    let length = course.counts.count
    if course.knownCount < scale.least || course.rate(length - scale.span..<length) == nil { return .unknown }
    if uses.recentCreators < TrackTrend.leastCreators { return .fewCreators }
    return uses.topShare >= TrackTrend.mostShare ? .oneCreator : nil
  }

  // MARK: Rates

  private func rate(_ course: UseCourse, _ places: Range<Int>, _ states: BurstStates) -> Rate {
    var rate = Rate()
    for place in places.clamped(to: course.counts.indices) where course.exposures[place] > 0 {
      rate.add(course.counts[place], exposure: course.exposures[place], weight: 1 / states.dispersion)
    }
    return rate
  }

  private func past(_ course: UseCourse, until end: Int, _ states: BurstStates) -> Rate {
    var rate = Rate()
    for place in 0..<max(0, end) where course.exposures[place] > 0 {
      let weight = scale.weight(age: end - 1 - place) / states.dispersion
      rate.add(course.counts[place], exposure: course.exposures[place], weight: weight)
    }
    return rate
  }

  private func velocity(_ course: UseCourse, until end: Int) -> Double {
    let span = Double(scale.span)
    guard let now = course.rate(end - scale.span..<end),
      let before = course.rate(end - 2 * scale.span..<end - scale.span)
    else { return 0 }
    return log((now * span + 5) / (before * span + 5))
  }

  private func surprise(_ course: UseCourse, _ before: Rate, _ states: BurstStates) -> Double {
    guard let last = course.exposures.lastIndex(where: { $0 > 0 }) else { return 0 }
    let expected = before.mean * course.exposures[last]
    return (course.counts[last] - expected) / (expected * states.dispersion).squareRoot()
  }

  // MARK: Stages

  private func stage(_ course: UseCourse, _ states: BurstStates, _ start: Int?) -> TrendStage {
    let length = course.counts.count
    guard let start else { return stageOutsideBurst(course, states) }
    if length - start <= scale.young { return .emerging }
    let half = min(length - start, 4 * scale.young) / 2
    switch turn(course, states, recent: half, before: half, by: 1) {
    case .up: return .growth
    case .down: return .decline
    case nil: return .peak
    }
  }

  private func stageOutsideBurst(_ course: UseCourse, _ states: BurstStates) -> TrendStage {
    let length = course.counts.count
    let week = volume.window.recent
    let turn = turn(course, states, recent: week, before: 2 * week, by: 1.25)
    if turn == .up { return .growth }
    if turn == .down { return .decline }
    guard states.start == nil, let end = states.lastEnd else { return .steady }
    return length - end <= scale.cooling / 2 ? .decline : .steady
  }

  private enum Turn { case up, down }

  /// Whether the last periods surely have `factor` times the rate of those before, or these that of the last.
  private func turn(
    _ course: UseCourse, _ states: BurstStates, recent: Int, before: Int, by factor: Double
  ) -> Turn? {
    let length = course.counts.count, middle = length - recent
    let new = rate(course, middle..<length, states)
    let old = rate(course, middle - before..<middle, states)
    if new.chance(exceeding: old, times: factor) >= 0.95 { return .up }
    return old.chance(exceeding: new, times: factor) >= 0.95 ? .down : nil
  }
}
