import FoundationEssentials
import Recommending
import Synchronization

/// Which worlds are judged, and how.
struct PlantedPlan: Sendable {
  let seeds: [UInt64]
  /// Where files are that are judged instead.
  let reading: String?
  /// Where the worlds are written to.
  let writing: String?
  let mayHoldFiles: Bool
  let threads: Int

  private static let folderPrefix = "seed-"
  private static let worldLimit = 100

  private struct World: Sendable {
    let world: PlantedWorld
    let seed: UInt64
  }

  /// Away from the threads that others wait for.
  @concurrent
  func report(_ console: Console) async throws -> PlantedReport {
    let progress = ProgressBar(console)
    defer { progress.clear() }
    progress.show(0, reading.map { "reading \($0)" } ?? "making worlds")
    let worlds = try worlds()
    try write(worlds)
    let studies = try await Self.studies(of: worlds, threads: threads, progress)
    progress.show(1, "bursts and rights")
    let summary = PlantedSummary(studies, aside(), seed: seeds[0], threads: threads)
    return PlantedReport(summary, worlds.map(\.world), folder: reading ?? writing)
  }

  /// Four worlds of bursts for each seed: one has 25 bursts, too few to tell 19 in 20.
  private func aside() -> PlantedAside {
    let bursts = seeds.flatMap { seed in (0..<4).map { seed &* 4 &+ $0 } }
    var trial = LicenceTrial(seed: seeds[0])
    return PlantedAside(
      bursts: bursts.map { PlantedBursts(seed: $0).watch() }.reduce(.init(), +),
      licence: trial.run(requests: 100_000))
  }

  private func worlds() throws -> [World] {
    guard let reading else { return seeds.map { World(world: PlantedWorld(seed: $0), seed: $0) } }
    let folders = try Self.folders(in: reading)
    return try folders.enumerated().map { place, folder in
      World(world: try PlantedWorld(folder: folder), seed: seeds[0] + UInt64(place))
    }
  }

  /// The folder itself, or those in it where several worlds were written.
  private static func folders(in path: String) throws -> [String] {
    guard !path.utf8.contains(0), !path.isEmpty else { throw CommandFailure("the folder's name is empty") }
    let files = FileManager.default
    if files.fileExists(atPath: path + "/" + PlantedFiles.tracks) { return [path] }
    let names = (try? files.contentsOfDirectory(atPath: path)) ?? []
    let numbers = names.compactMap { name in
      // Only as they are written: one of another spelling would be looked for under this one.
      name.hasPrefix(folderPrefix)
        ? UInt64(name.dropFirst(folderPrefix.count)).flatMap { folderPrefix + "\($0)" == name ? $0 : nil }
        : nil
    }.sorted()
    guard !numbers.isEmpty else {
      throw CommandFailure("\(path) has no \(PlantedFiles.tracks), and no folders of worlds")
    }
    guard numbers.count <= worldLimit else { throw CommandFailure("\(path) has more than 100 worlds") }
    return numbers.map { path + "/" + folderPrefix + "\($0)" }
  }

  private func write(_ worlds: [World]) throws {
    guard let writing else { return }
    let names = worlds.count == 1 ? [] : worlds.map { Self.folderPrefix + "\($0.seed)" }
    let folder = try SampleFolder(writing, mayHoldFiles: mayHoldFiles, folders: names)
    for (place, world) in worlds.enumerated() {
      for file in world.world.files {
        let name = names.isEmpty ? file.name : names[place] + "/" + file.name
        try folder.write(Array(file.text.utf8), to: name)
      }
    }
  }

  /// Each world by one thread, as many at once as there are threads; in the order of the worlds.
  private static func studies(
    of worlds: [World], threads: Int, _ progress: ProgressBar
  ) async throws -> [PlantedStudy] {
    let shares = Mutex([Double](repeating: 0, count: worlds.count))
    let study: @Sendable (Int) throws -> PlantedStudy = { place in
      let world = worlds[place]
      return try PlantedStudy(world.world, seed: world.seed) { share, what in
        let total = shares.withLock { shares in
          shares[place] = share
          return shares.reduce(0, +) / Double(shares.count)
        }
        progress.show(total, "world \(place + 1) of \(worlds.count): \(what)")
      }
    }
    return try await withThrowingTaskGroup(of: (Int, PlantedStudy).self) { group in
      var studies = [PlantedStudy?](repeating: nil, count: worlds.count)
      var next = 0
      while next < min(threads, worlds.count) {
        let place = next
        group.addTask { (place, try study(place)) }
        next += 1
      }
      while let (place, found) = try await group.next() {
        studies[place] = found
        guard next < worlds.count else { continue }
        let following = next
        group.addTask { (following, try study(following)) }
        next += 1
      }
      return studies.compactMap { $0 }
    }
  }
}
