/// What the command line asks for.
struct Options: Equatable {
  var names: [String] = []
  var printsJSON = false
  var lists = false
  var wantsHelp = false
  var scale = Scale()

  /// A command line that makes no sense, and why.
  struct Misuse: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  init(_ arguments: [String]) throws(Misuse) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": printsJSON = true
      case "--list": lists = true
      case "--help", "-h": wantsHelp = true
      case "--rows": scale.rows = try Self.number(argument, &rest, in: 1_000...100_000_000)
      case "--rounds": scale.rounds = try Self.number(argument, &rest, in: 1...100)
      case "--seconds": scale.seconds = try Self.number(argument, &rest, in: 1...600)
      case "--starts": scale.starts = try Self.number(argument, &rest, in: 1...1_000)
      case "--tasks": scale.tasks = try Self.number(argument, &rest, in: 1_000...10_000_000) / 20 * 20
      case "--creators": scale.creators = try Self.number(argument, &rest, in: 20...100_000) / 2 * 2
      case "--fingerprints": scale.fingerprints = try Self.number(argument, &rest, in: 1_000...10_000_000)
      case "--megabytes": scale.megabytes = try Self.number(argument, &rest, in: 1...100_000)
      case "--pieces": scale.pieces = try Self.number(argument, &rest, in: 4...10_000)
      case "--clips": scale.clips = try Self.number(argument, &rest, in: 1...10_000)
      case "--tracks": scale.tracks = try Self.number(argument, &rest, in: 2_000...1_000_000)
      case "--seed": scale.seed = try Self.number(argument, &rest, in: 0...1_000_000_000)
      case _ where argument.hasPrefix("-"):
        throw Misuse(description: "unknown option \(argument); --help lists them")
      default: names.append(argument)
      }
    }
    guard !lists, !wantsHelp else { return }
    if names.isEmpty { throw Misuse(description: "name a benchmark; --list lists them") }
  }

  private static func number(
    _ option: String, _ rest: inout ArraySlice<String>, in range: ClosedRange<Int>
  ) throws(Misuse) -> Int {
    guard let text = rest.popFirst() else { throw Misuse(description: "\(option) needs a number") }
    guard let value = Int(text), range.contains(value) else {
      throw Misuse(
        description:
          "\(option) \(text): expected a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// The comparisons that the names mean: `storage` all of one benchmark, `storage/copy` one of them.
  func selection(from benchmarks: [Benchmark]) throws(Misuse) -> [any Measurable] {
    var selected: [any Measurable] = []
    for name in names {
      let parts = name.split(separator: "/", maxSplits: 1)
      guard let first = parts.first, let benchmark = benchmarks.first(where: { $0.name == first }) else {
        throw Misuse(description: "there is no benchmark \"\(name)\"; --list lists them")
      }
      let found = benchmark.comparisons.filter { parts.count == 1 || $0.name == parts[1] }
      if found.isEmpty {
        throw Misuse(description: "\(first) does not compare \"\(parts[1])\"; --list lists it")
      }
      selected += found
    }
    return selected
  }
}
