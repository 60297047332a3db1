import Telemetry

/// A group of comparisons of one part of the system.
struct Benchmark: Sendable {
  let name: String
  let comparisons: [any Measurable]

  init(name: String, comparisons: [Comparison]) {
    self.name = name
    self.comparisons = comparisons
  }

  init(name: String, rows: [any Measurable]) {
    self.name = name
    comparisons = rows
  }

  init(name: String, questions: [Question]) {
    self.name = name
    comparisons = questions
  }

  /// Every benchmark that there is. A new one adds a file and a line here.
  static let all = [
    Benchmark.storage,
    Benchmark.messaging,
    Benchmark.pipeline,
    Benchmark.enqueue,
    Benchmark.creators,
    Benchmark.media,
    Benchmark.ingest,
    Benchmark.analysis,
    Benchmark.content,
    Benchmark.recommend,
    Benchmark.http,
  ]
}

/// Something that can be measured by itself, and comes to one or more lines of figures.
protocol Measurable: Sendable {
  var name: String { get }
  var needsDatabase: Bool { get }
  /// Of the list of what there is.
  var listing: [String] { get }

  func lines(_ bench: Bench) async throws -> [any ReportLine]
}

/// A line of figures, as it is told to programs and to people.
protocol ReportLine: Sendable {
  var json: String { get }
  var cells: [String] { get }
  var meetsTarget: Bool { get }
}

/// One figure of ours beside the same figure of a peer, taken in one run on one machine.
struct Comparison: Measurable {
  /// What a better figure is. The ratio is above 1 where ours is the better, whatever the unit.
  enum Goal: Sendable {
    case higher
    /// What ours may exceed the peer's by counts as equal.
    case lower(allowance: Double = 0)
  }

  let name: String
  let unit: String
  let peerName: String
  var goal = Goal.higher
  /// The least ratio that passes.
  let target: Double
  /// What ours has to reach besides, whatever the peer does.
  var floor: Double?
  var needsDatabase = true
  /// What is compared and how, for the list.
  let help: String
  let measure: @Sendable (Bench) async throws -> Figures

  var listing: [String] { [name, unit, "target \(target.short)", help] }

  func lines(_ bench: Bench) async throws -> [any ReportLine] {
    [Report(comparison: self, figures: try await measure(bench))]
  }
}

/// What a comparison is given to measure with.
struct Bench: Sendable {
  private let ownDatabase: BenchmarkDatabase?
  let scale: Scale
  let progress: Progress
  let logger: Logger

  init(database: BenchmarkDatabase?, scale: Scale, progress: Progress, logger: Logger) {
    ownDatabase = database
    self.scale = scale
    self.progress = progress
    self.logger = logger
  }

  /// Only for comparisons that say that they need it.
  var database: BenchmarkDatabase {
    guard let ownDatabase else { preconditionFailure("the comparison says that it needs no database") }
    return ownDatabase
  }
}

struct Figures: Sendable {
  let ours: Double
  let peer: Double
  /// What else was counted, for whoever reads the JSON.
  var details: [(name: String, value: Double)] = []

  func ratio(_ goal: Comparison.Goal) -> Double {
    switch goal {
    case .higher: ours / peer
    case .lower(let allowance): (peer + allowance) / ours
    }
  }
}

/// How much is measured. The defaults are what the targets are meant for.
struct Scale: Sendable, Equatable {
  /// Rows that are copied, a fifth of those that memory is watched over.
  var rows = 1_000_000
  /// How often ours and the peer take turns.
  var rounds = 3
  /// How long each turn of a benchmark lasts that runs for a time.
  var seconds = 5
  /// How often a process is started.
  var starts = 15
  /// Tasks of a pipeline, handles of an enqueueing.
  var tasks = 100_000
  /// Creators that are served, each with thirty videos.
  var creators = 10_000
  /// Fingerprints among which some are looked up.
  var fingerprints = 1_000_000
  /// Of files with a record a line, in all.
  var megabytes = 1_000
  /// Of music that is made to be analysed, in each set; half as many are songs.
  var pieces = 200
  /// Of video that is made to be looked at.
  var clips = 60
  /// Tracks of a catalogue, with as many users.
  var tracks = 100_000
  /// Of what is made at random.
  var seed = 20_240
}
