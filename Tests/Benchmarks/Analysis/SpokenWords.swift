import Glibc
import Lifecycle

/// Read text, of voices and words that nothing was tuned on, by espeak-ng and flite where they are installed.
struct SpokenWords: Sendable {
  struct Voice: Sendable {
    let program: String
    let name: String
    let language: String
  }

  private static let voices: [Voice] =
    [
      ("en-gb-scotland", "en"), ("en-us-nyc", "en"), ("en-029", "en"), ("en-us+f5", "en"), ("en-us+m1", "en"),
      ("en-gb+klatt4", "en"), ("en-us+linda", "en"), ("pt", "pt"), ("pt-br+f3", "pt"), ("nl", "nl"),
      ("nl+m4", "nl"), ("sv", "sv"), ("sv+f2", "sv"),
    ].map { Voice(program: "espeak-ng", name: $0.0, language: $0.1) }
    + ["slt", "awb", "kal16"].map { Voice(program: "flite", name: $0, language: "en") }

  private static let phrases: [String: [String]] = [
    "en": [
      "the harbour was empty", "seven boxes of apples", "please turn the page", "my neighbour plants beans",
      "it rained in the valley", "a train crossed the bridge", "who left the window open",
      "they counted every stone", "because the lamp was broken", "after breakfast on Sunday",
    ],
    "pt": [
      "a janela dava para o mar", "o gato dormia na cadeira", "amanhã partimos cedo", "quem comprou o pão",
      "a chuva parou de repente", "ele escreveu uma carta longa",
    ],
    "nl": [
      "de winkel gaat om negen uur open", "wij wachten op de trein", "het regent al de hele dag",
      "zij leest een boek over vogels", "waar is mijn paraplu", "de kinderen spelen buiten",
    ],
    "sv": [
      "båten ligger vid bryggan", "hon läser tidningen på morgonen", "vi åker till skogen i höst",
      "var är mina nycklar", "det snöade hela natten", "han lagar mat åt sina vänner",
    ],
  ]

  /// Writes texts of about twenty seconds, twice with each voice; none where the programs are not there.
  static func write(to folder: String, _ bench: Bench) async throws -> [String] {
    var numbers = Numbers(seed: UInt64(bench.scale.seed))
    var paths: [String] = []
    for turn in 0..<2 {
      for voice in voices where isProgram(voice.program) {
        let path = "\(folder)/\(voice.program)-\(voice.name)-\(turn).wav"
        let arguments = arguments(voice, path, &numbers)
        let result = try await ChildProcess(voice.program, arguments).run()
        // A voice that is not there is left out.
        if result.isSuccess, access(path, R_OK) == 0 { paths.append(path) }
      }
    }
    return paths
  }

  /// What is heard in such texts.
  static func heard(_ bench: Bench) async throws -> [HeardFile] {
    try await withTemporaryFolder { folder in
      let paths = try await write(to: folder, bench)
      guard !paths.isEmpty else { return [] }
      let ours = try await OurAnalysis().run(paths).heard
      let peers = try await AudioPeers.shared.heard(paths, .tempo, bench)
      return paths.map { HeardFile(ours: ours[$0], peers: peers[$0]) }
    }
  }

  private static func arguments(_ voice: Voice, _ path: String, _ numbers: inout Numbers) -> [String] {
    let text = text(voice.language, &numbers)
    if voice.program == "flite" {
      let stretch = Double.random(in: 0.85...1.25, using: &numbers)
      return ["-voice", voice.name, "--setf", "duration_stretch=\(stretch.short)", "-t", text, "-o", path]
    }
    let speed = Int.random(in: 135...185, using: &numbers), pitch = Int.random(in: 35...65, using: &numbers)
    return ["-v", voice.name, "-s", "\(speed)", "-p", "\(pitch)", "-w", path, text]
  }

  private static func text(_ language: String, _ numbers: inout Numbers) -> String {
    let own = phrases[language] ?? []
    return (0..<12).map { _ in
      let phrase = own.randomElement(using: &numbers) ?? ""
      return phrase.prefix(1).uppercased() + phrase.dropFirst() + (Bool.random(using: &numbers) ? "." : ",")
    }.joined(separator: " ")
  }
}

/// Whether a program is in one of the folders where Debian puts them.
func isProgram(_ name: String) -> Bool {
  ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + name, X_OK) == 0 }
}
