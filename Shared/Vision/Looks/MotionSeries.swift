/// The steps from frame to frame in little memory: when there are many, neighbours are told together.
struct MotionSeries: Sendable {
  private struct Entry {
    var start: Double
    var end: Double
    var count = 1
    var energy: Double
    var squares: Double
    var greatest: Double
  }

  /// Twenty minutes of 50 frames a second; of longer videos a cut takes a few steps with it.
  static let mostEntries = 1 << 16

  private var entries: [Entry] = []
  private var perEntry = 1
  private var sum = 0.0
  private var greatest = 0.0
  private var count = 0

  var isEmpty: Bool { count == 0 }

  /// A step that is marked as a cut counts for what holds for all and for nothing else.
  mutating func add(_ step: LumaPlane.Step, from start: Double, to end: Double, isCut: Bool) {
    sum += step.temporalInformation
    greatest = max(greatest, step.temporalInformation)
    count += 1
    guard !isCut else { return }
    let entry = Entry(
      start: min(start, end), end: max(start, end), energy: step.motion, squares: step.motion * step.motion,
      greatest: step.temporalInformation)
    if let last = entries.last, last.count < perEntry {
      entries[entries.count - 1] = Self.joined(last, entry)
    } else {
      entries.append(entry)
    }
    if entries.count > Self.mostEntries { halve() }
  }

  private mutating func halve() {
    perEntry *= 2
    let pairs = stride(from: 0, to: entries.count, by: 2)
    entries = pairs.map { $0 + 1 < entries.count ? Self.joined(entries[$0], entries[$0 + 1]) : entries[$0] }
  }

  private static func joined(_ first: Entry, _ second: Entry) -> Entry {
    Entry(
      start: min(first.start, second.start), end: max(first.end, second.end),
      count: first.count + second.count, energy: first.energy + second.energy,
      squares: first.squares + second.squares, greatest: max(first.greatest, second.greatest))
  }

  /// Without the steps that lead to a frame at one of the times.
  func motion(cuts: [Double]) -> Motion? {
    guard count > 0 else { return nil }
    let cuts = cuts.filter(\.isFinite).sorted()
    var (steps, energy, squares, most) = (0, 0.0, 0.0, 0.0)
    for entry in entries where !Self.holds(cuts, after: entry.start, to: entry.end) {
      steps += entry.count
      energy += entry.energy
      squares += entry.squares
      most = max(most, entry.greatest)
    }
    let mean = steps > 0 ? energy / Double(steps) : 0
    let variance = steps > 0 ? squares / Double(steps) - mean * mean : 0
    return Motion(
      energy: mean, energyDeviation: max(0, variance).squareRoot(), temporalInformation: greatest,
      meanTemporalInformation: sum / Double(count), temporalInformationOutsideCuts: most, steps: count)
  }

  /// Whether one of the sorted times lies after the start and not after the end. A cut's time is that of its first frame,
  /// told perhaps with fewer digits.
  private static func holds(_ cuts: [Double], after start: Double, to end: Double) -> Bool {
    let slack = 1e-4
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] > start + slack { high = middle } else { low = middle + 1 }
    }
    return low < cuts.count && cuts[low] <= end + slack
  }
}
