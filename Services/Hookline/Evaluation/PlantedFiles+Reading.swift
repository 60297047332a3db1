import Models
import Recommending

extension PlantedWorld {
  private static let ids: ClosedRange<Int64> = 0...9_007_199_254_740_991
  private static let tempos = 20.0...400.0
  private static let numbers = -1e6...1e6
  private static let shares = 0.0...1.0
  /// Of all videos, and of all uses.
  private static let rowLimit = 2_000_000
  private static let testLimit = 1_000

  /// Reads a folder that holds a world. Throws at the first line that makes no sense, and says which.
  init(folder: String) throws {
    func path(_ name: String) -> String { folder + "/" + name }
    let (items, tracks) = try Self.items(path(PlantedFiles.tracks))
    let creators = try Self.creators(path(PlantedFiles.creators))
    let train = try Self.uses(path(PlantedFiles.train), creators, tracks, none: [:])
    let known = Dictionary(uniqueKeysWithValues: zip(0..., train.map { Set($0) }))
    let test = try Self.uses(path(PlantedFiles.test), creators, tracks, none: known)
    guard zip(train, test).contains(where: { !$0.isEmpty && !$1.isEmpty }) else {
      throw CommandFailure("\(folder): no creator has uses both to learn from and to foretell")
    }
    if let place = train.firstIndex(where: { $0.count > items.count / 2 }) {
      throw CommandFailure("\(folder): creator \(place + 1) of \(PlantedFiles.creators) uses most tracks")
    }
    if let place = test.firstIndex(where: { $0.count > Self.testLimit }) {
      throw CommandFailure(
        "\(folder): creator \(place + 1) of \(PlantedFiles.creators) has more than \(Self.testLimit) uses"
          + " to foretell")
    }
    self.init(
      items: items, train: train, test: test, clips: try Self.clips(path(PlantedFiles.videos), creators),
      truth: PlantedTruth(
        creators: try Self.truth(path(PlantedFiles.truthOfCreators), creators),
        items: try Self.hidden(path(PlantedFiles.truthOfTracks), tracks),
        constants: try Self.constants(path(PlantedFiles.constants))))
  }

  private static func items(_ path: String) throws -> ([Item], [Int64: Int]) {
    var items: [Item] = []
    var places: [Int64: Int] = [:]
    try CSVRow.forEach(
      of: path, PlantedFiles.trackColumns, limit: PlantedConstants.trackRange.upperBound
    ) { row in
      let id = try row.whole(0, in: ids)
      guard places.updateValue(items.count, forKey: id) == nil else {
        throw row.flaw("track \(id) is there twice")
      }
      items.append(
        Item(
          artist: Int32(try row.whole(1, in: 0...Int64(Int32.max))), genre: try row.word(2, of: Genre.self),
          mood: try row.word(3, of: Mood.self), tempo: try row.number(4, in: tempos),
          energy: try row.number(5, in: shares), uses: try row.whole(6, in: 0...1_000_000_000_000),
          velocity: try row.number(7, in: -20...20), irrelevant: try row.number(8, in: numbers),
          isNew: try row.whole(9, in: 0...1) == 1))
    }
    let least = PlantedConstants.trackRange.lowerBound
    guard items.count >= least else { throw CommandFailure("\(path) has fewer than \(least) tracks") }
    return (items, places)
  }

  private static func creators(_ path: String) throws -> [Int64: Int] {
    var places: [Int64: Int] = [:]
    try CSVRow.forEach(
      of: path, PlantedFiles.creatorColumns, limit: PlantedConstants.creatorRange.upperBound
    ) { row in
      let id = try row.whole(0, in: ids)
      guard places.updateValue(places.count, forKey: id) == nil else {
        throw row.flaw("creator \(id) is there twice")
      }
    }
    guard !places.isEmpty else { throw CommandFailure("\(path) has no creators") }
    return places
  }

  private static func place(_ column: Int, of row: CSVRow, in places: [Int64: Int]) throws -> Int {
    let id = try row.whole(column, in: ids)
    guard let place = places[id] else { throw row.flaw("there is no \(row.names[column]) \(id)") }
    return place
  }

  /// By creator, in the order of the file; none of `known`.
  private static func uses(
    _ path: String, _ creators: [Int64: Int], _ tracks: [Int64: Int], none known: [Int: Set<Int32>]
  ) throws -> [[Int32]] {
    var uses = [[Int32]](repeating: [], count: creators.count)
    var seen = uses.indices.map { known[$0] ?? [] }
    try CSVRow.forEach(of: path, PlantedFiles.useColumns, limit: rowLimit) { row in
      let creator = try place(0, of: row, in: creators)
      let track = Int32(try place(1, of: row, in: tracks))
      guard seen[creator].insert(track).inserted else {
        throw row.flaw("the creator is known to use that track already")
      }
      uses[creator].append(track)
    }
    return uses
  }

  private static func clips(_ path: String, _ creators: [Int64: Int]) throws -> [Clip] {
    var clips: [Clip] = []
    try CSVRow.forEach(of: path, PlantedFiles.videoColumns, limit: rowLimit) { row in
      clips.append(
        Clip(
          creator: Int32(try place(0, of: row, in: creators)), genre: try row.word(1, of: Genre.self),
          mood: try row.word(2, of: Mood.self), tempo: try row.number(3, in: tempos),
          energy: try row.number(4, in: shares)))
    }
    return clips
  }

  /// One of each, in the order of `places`.
  private static func each<Value>(
    _ path: String, _ columns: [String], _ places: [Int64: Int], _ body: (CSVRow) throws -> Value
  ) throws -> [Value] {
    var values = [Value?](repeating: nil, count: places.count)
    try CSVRow.forEach(of: path, columns, limit: places.count) { row in
      let place = try place(0, of: row, in: places)
      guard values[place] == nil else { throw row.flaw("this \(columns[0]) is there twice") }
      values[place] = try body(row)
    }
    let found = values.compactMap { $0 }
    guard found.count == places.count else {
      throw CommandFailure("\(path) has \(found.count) of \(places.count) \(columns[0])s")
    }
    return found
  }

  private static func hidden(_ path: String, _ tracks: [Int64: Int]) throws -> [PlantedTruth.Item] {
    try each(path, PlantedFiles.truthOfTracksColumns, tracks) { row in
      PlantedTruth.Item(
        appeal: try row.number(1, in: numbers), tempo: try row.number(2, in: tempos),
        latent: try (3..<7).map { try row.number($0, in: numbers) })
    }
  }

  private static func truth(_ path: String, _ creators: [Int64: Int]) throws -> [PlantedTruth.Creator] {
    let (genres, moods) = (Genre.allCases.count, Mood.allCases.count)
    return try each(path, PlantedFiles.truthOfCreatorsColumns, creators) { row in
      PlantedTruth.Creator(
        genres: try mix(row, 7..<7 + genres), moods: try mix(row, 7 + genres..<7 + genres + moods),
        tempo: try row.number(1, in: tempos), energy: try row.number(2, in: shares),
        latent: try (3..<7).map { try row.number($0, in: numbers) })
    }
  }

  /// Shares that sum to 1.
  private static func mix(_ row: CSVRow, _ columns: Range<Int>) throws -> [Double] {
    let found = try columns.map { try row.number($0, in: shares) }
    let total = found.reduce(0, +)
    guard abs(total - 1) < 1e-6 else {
      throw row.flaw("the columns from \(row.names[columns.lowerBound]) on sum to \(total), not to 1")
    }
    return found
  }

  private static func constants(_ path: String) throws -> PlantedConstants {
    var constants = PlantedConstants()
    var left = Set(PlantedFiles.weights.map(\.name))
    try CSVRow.forEach(of: path, PlantedFiles.constantColumns, limit: 1_000) { row in
      guard let weight = PlantedFiles.weights.first(where: { $0.name == row.text(0) }) else {
        throw row.flaw("there is no constant \"\(row.text(0).prefix(40))\"")
      }
      guard left.remove(weight.name) != nil else { throw row.flaw("\(weight.name) is there twice") }
      let isWidth = weight.path == \PlantedConstants.tempoWidth
      constants[keyPath: weight.path] = try row.number(1, in: isWidth ? 0.001...10 : -1_000...1_000)
    }
    if let name = left.sorted().first { throw CommandFailure("\(path) says nothing of \(name)") }
    return constants
  }
}
