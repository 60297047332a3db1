/// The candidates of one request with their signals: a row for each, a column for each signal.
public struct SignalTable: Sendable, Equatable {
  public static let width = Signal.allCases.count

  /// Which tracks, by their places in the catalogue, ascending.
  public private(set) var tracks: [Int32] = []
  public private(set) var generators: [Generators] = []
  /// Row by row, in the order of the signals.
  public private(set) var values: [Double] = []

  public init() {}

  public var count: Int { tracks.count }

  /// A number that is not finite says nothing: it is taken as 0.
  public mutating func add(_ track: Int32, from generators: Generators, _ row: [Double]) {
    precondition(row.count == Self.width, "a number for each signal")
    tracks.append(track)
    self.generators.append(generators)
    values += row.map { $0.isFinite ? min(max($0, -1e12), 1e12) : 0 }
  }

  public subscript(row: Int, signal: Signal) -> Double { values[row * Self.width + signal.place] }

  public func row(_ row: Int) -> ArraySlice<Double> {
    values[row * Self.width..<(row + 1) * Self.width]
  }

  /// Those that one of these generators has brought.
  public func of(_ kept: Generators) -> SignalTable {
    filtered { !generators[$0].isDisjoint(with: kept) }
  }

  public func filtered(_ isKept: (_ row: Int) -> Bool) -> SignalTable {
    var table = SignalTable()
    for row in 0..<count where isKept(row) {
      table.tracks.append(tracks[row])
      table.generators.append(generators[row])
      table.values += self.row(row)
    }
    return table
  }

  /// Each signal as its distance from the mean of this table, in standard deviations, bounded; 0 where all tracks are the
  /// same. `weight` scales a column: evidence of which there is little counts for less. With `isSample` mean and deviation
  /// are of some rows only, and what `known` has of a signal is taken instead.
  ///
  /// Meant for the whole catalogue, or a sample of it, before candidates are taken from it: among those that a generator has
  /// brought for a signal, that signal hardly differs any more.
  public func standardised(
    _ weight: (Signal) -> Double = { _ in 1 }, over isSample: (_ row: Int) -> Bool = { _ in true },
    known: [Signal: Moments] = [:]
  ) -> SignalTable {
    var table = self
    let rows = (0..<count).filter(isSample)
    for (column, signal) in Signal.allCases.enumerated() {
      let moments = known[signal] ?? Moments(rows.map { values[$0 * Self.width + column] })
      let (mean, variance) = (moments.mean, moments.variance)
      let scale = variance > 1e-18 * max(1, mean.squared) ? weight(signal) / variance.squareRoot() : 0
      for place in stride(from: column, to: values.count, by: Self.width) {
        table.values[place] = min(max((values[place] - mean) * scale, -Self.bound), Self.bound)
      }
    }
    return table
  }

  /// What a signal is like over all tracks.
  public struct Moments: Sendable, Equatable {
    let mean: Double
    let variance: Double

    init(_ values: [Double], of count: Int? = nil) {
      let count = Double(max(1, count ?? values.count))
      let mean = values.reduce(0, +) / count
      self.mean = mean
      // Those that are not named are 0.
      let named = values.reduce(0) { $0 + ($1 - mean).squared }
      variance = (named + max(0, count - Double(values.count)) * mean.squared) / count
    }
  }

  /// Farther out is an accident of counting, not more of a reason.
  private static let bound = 8.0
}

extension Signal {
  /// Its column.
  var place: Int {
    switch self {
    case .ease: 0
    case .cease: 1
    case .popularity: 2
    case .genre: 3
    case .mood: 4
    case .tempo: 5
    case .energy: 6
    case .velocity: 7
    case .irrelevant: 8
    }
  }
}
