import Lifecycle
public import Media
import Models
public import Storage
import Telemetry

extension Benchmark {
  static let lookupRow = Comparison(
    name: "lookup", unit: "ms p99", peerName: "select by primary key", goal: .lower(), target: 0.05,
    help: "a recording looked up among a million fingerprints: noisy copies, whole and of 8 s, and strangers"
  ) { bench in try await compareLookups(bench) }
}

extension FingerprintStore: FingerprintIndex {}

/// Of each kind.
private let count = 500
/// Items of a clip of eight seconds.
private let clipItems = 43

/// What is looked up.
private enum Kind: String, CaseIterable {
  case copy, clip, stranger, strangerClip

  var isKnown: Bool { self == .copy || self == .clip }
  var items: Int? { self == .clip || self == .strangerClip ? clipItems : nil }
}

private func compareLookups(_ bench: Bench) async throws -> Figures {
  _ = try await Migrator(bench.database.settings, logger: bench.database.logger).migrate()
  var settings = bench.database.settings
  // As workers have them.
  settings.serverSettings["plan_cache_mode"] = "force_generic_plan"
  settings.serverSettings["enable_seqscan"] = "off"
  let connection = Connection(settings, logger: bench.database.logger)
  let load = PrintLoad(connection: connection, count: bench.scale.fingerprints, progress: bench.progress)
  let loading = try await seconds { try await load.fill() }
  bench.progress.say("lookup: loaded in \(loading.short) s")
  var lookups = Lookups(connection: connection, among: bench.scale.fingerprints)
  try await lookups.run(warmingUp: true)
  try await lookups.run(warmingUp: false)
  let bytes = try await load.size() / Double(bench.scale.fingerprints)
  await connection.close()
  return lookups.figures([("loadSeconds", loading), ("bytesPerTrack", bytes)])
}

/// Looks up recordings and, between them, single rows by their key.
private struct Lookups {
  private let connection: Connection
  private let total: Int
  private let finder: TrackFinder<FingerprintStore>
  private var times: [Kind: [Double]] = [:]
  private var peer: [Double] = []
  private var hits: [Kind: Int] = [:]
  private var falseHits = 0
  private var probes = 0

  init(connection: Connection, among total: Int) {
    self.connection = connection
    self.total = total
    finder = TrackFinder(FingerprintStore(connection))
  }

  mutating func run(warmingUp: Bool) async throws {
    var bits = SyntheticPrint.Bits(seed: warmingUp ? 7 : 11)
    (times, peer, hits, falseHits, probes) = ([:], [], [:], 0, 0)
    for _ in 0..<(warmingUp ? count / 5 : count) {
      try Task.checkCancellation()
      for kind in Kind.allCases {
        try await lookUp(kind, &bits)
        try await select(Int64(bits.next() % UInt64(total)))
      }
    }
  }

  private mutating func lookUp(_ kind: Kind, _ bits: inout SyntheticPrint.Bits) async throws {
    let number = Int(bits.next() % UInt64(total)) + (kind.isKnown ? 0 : total)
    let query = SyntheticPrint.copy(of: SyntheticPrint.fingerprint(number), items: kind.items, &bits)
    probes += Terms.probes(for: query).count
    let start = ContinuousClock.now
    let matches = try await finder.matches(of: [query])
    times[kind, default: []].append((ContinuousClock.now - start).inSeconds * 1_000)
    let (mine, others) = (matches.filter { $0.key.track.rawValue == Int64(number) }, matches.count)
    hits[kind, default: 0] += mine.count
    falseHits += others - mine.count
  }

  private mutating func select(_ number: Int64) async throws {
    let start = ContinuousClock.now
    _ = try await connection.first(
      "select item_duration from hookline.fingerprint where track_id = \(number) and algorithm = 1 and number = 0",
      as: Double.self)
    peer.append((ContinuousClock.now - start).inSeconds * 1_000)
  }

  func figures(_ others: [(String, Double)]) -> Figures {
    let all = times.values.flatMap(\.self)
    var details: [(name: String, value: Double)] = others.map { (name: $0.0, value: $0.1) }
    details += [
      ("p50", all.percentile(0.5)), ("peerP50", peer.percentile(0.5)),
      ("falseHits", Double(falseHits)), ("probes", Double(probes) / Double(all.count)),
    ]
    for kind in Kind.allCases {
      let own = times[kind] ?? []
      if kind.isKnown {
        details.append(("\(kind.rawValue)HitRate", Double(hits[kind] ?? 0) / Double(own.count)))
      }
      details.append(("\(kind.rawValue)P50", own.percentile(0.5)))
      details.append(("\(kind.rawValue)P99", own.percentile(0.99)))
    }
    return Figures(ours: all.percentile(0.99), peer: peer.percentile(0.99), details: details)
  }
}
