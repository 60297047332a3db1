import FoundationEssentials
import Glibc
import Lifecycle

/// Accompaniments that `mma` makes of chords, played by fluidsynth with instruments that were sampled.
enum Accompaniments {
  private static let grooves = [
    "Swing", "BossaNova", "Rhumba", "CountryBlues", "PopBallad", "Waltz", "Rock", "Reggae", "Tango", "Folk",
    "SlowBlues", "Samba",
  ]
  private static let chords = ["C", "F", "G7", "Am", "Dm", "Em", "Bb", "Eb", "D7", "Gm"]
  private static let fonts = ["FluidR3_GM.sf2", "TimGM6mb.sf2", "default-GM.sf2"].map {
    "/usr/share/sounds/sf2/" + $0
  }

  /// Some of 16 bars; none where the programs or the instruments are not there.
  static func write(to folder: String, count: Int, seed: Int) async throws -> [String] {
    guard isProgram("mma"), isProgram("fluidsynth"), let font = fonts.first(where: { access($0, R_OK) == 0 })
    else { return [] }
    var numbers = Numbers(seed: UInt64(seed))
    var paths: [String] = []
    for index in 0..<count {
      let path = "\(folder)/accompaniment-\(index)"
      let text = score(grooves[index % grooves.count], &numbers)
      try Data(text.utf8).write(to: URL(filePath: path + ".mma"))
      guard try await ChildProcess("mma", ["-f", path + ".mid", path + ".mma"]).run().isSuccess else {
        continue
      }
      let played = try await ChildProcess(
        "fluidsynth", ["-ni", "-q", "-r", "44100", "-F", path + ".wav", font, path + ".mid"]
      ).run()
      if played.isSuccess, access(path + ".wav", R_OK) == 0 { paths.append(path + ".wav") }
    }
    return paths
  }

  private static func score(_ groove: String, _ numbers: inout Numbers) -> String {
    let bars = (1...16).map { "\($0) \(chords.randomElement(using: &numbers) ?? "C")" }
    let tempo = Int.random(in: 80...150, using: &numbers)
    return (["Tempo \(tempo)", "Groove \(groove)"] + bars).joined(separator: "\n") + "\n"
  }
}
