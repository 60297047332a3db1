import Audio
import Documents
import Identity
import Models
import Storage

/// What the database knows of the sound of a track, by version.
struct StoredAnalysis {
  let name: String
  /// Whether there is such a track; nil where nobody has looked.
  var isKnown: Bool?
  let sounds: [StoredSound]
  let unheard: [UnheardTrack]

  static func read(_ selection: TrackSelection, _ database: any Database) async throws -> StoredAnalysis {
    let number = try await selection.number(in: IdentityStore(database))
    let store = SoundStore(database)
    return StoredAnalysis(
      name: "track \(number)", sounds: try await store.sounds(of: number),
      unheard: try await database.missed(number))
  }

  /// The same, told by a gateway.
  static func read(_ selection: TrackSelection, _ remote: Remote) async throws -> StoredAnalysis {
    guard let told = try await remote.hearings(of: selection.text) else { throw selection.missing }
    return StoredAnalysis(
      name: "track \(told.track)", isKnown: told.isKnown, sounds: told.sounds, unheard: told.unheard)
  }

  static func read(_ selection: TrackSelection, _ context: Context) async throws -> StoredAnalysis {
    if let remote = try context.remote() { return try await read(selection, remote) }
    return try await context.withDatabase { try await read(selection, $0) }
  }

  /// The newest; false where it was never heard.
  func show(on console: Console) throws -> Bool {
    guard let newest = sounds.last else { return fail(on: console) }
    try report(newest).show(on: console)
    if !console.isJSON { note(newest, console) }
    return true
  }

  /// The newest beside the one before it, or beside why that version heard nothing.
  func compare(on console: Console) throws -> Bool {
    guard let new = sounds.last else { return fail(on: console) }
    let missed = unheard.last { $0.version != new.version }
    guard let old = sounds.dropLast().last else {
      guard let missed else {
        throw CommandFailure(
          "only version \(new.version) of the analysis has heard \(name): there is nothing to compare")
      }
      let isNewer = missed.version > new.version
      let words: JSONValue = ["error": .string("not heard: \(missed.reason)")]
      let heard = try document(new)
      let pair = isNewer ? (heard, words) : (words, heard)
      AnalysisComparison(path: name, pair.0, pair.1).show(
        on: console, "VERSION \(min(new.version, missed.version))",
        "VERSION \(max(new.version, missed.version))")
      return true
    }
    AnalysisComparison(path: name, try document(old), try document(new)).show(
      on: console, "VERSION \(old.version)", "VERSION \(new.version)")
    return true
  }

  private func report(_ stored: StoredSound) throws -> AnalysisReport {
    AnalysisReport(path: name, sound: try stored.sound.decode(AnalyzedSound.self))
  }

  private func document(_ stored: StoredSound) throws -> JSONValue {
    .sound(try stored.sound.decode(AnalyzedSound.self), path: name)
  }

  private func note(_ stored: StoredSound, _ console: Console) {
    console.note(
      "heard by version \(stored.version), from \(stored.origin)" + (stored.remark.map { "; \($0)" } ?? ""))
    if let missed = unheard.last, missed.version > stored.version {
      console.note("version \(missed.version) did not hear it: \(missed.reason)")
    }
  }

  /// Why there is nothing, where there is nothing.
  var silence: String {
    unheard.last.map { "not heard: \($0.reason)" } ?? "nobody has listened to it yet"
  }

  private func fail(on console: Console) -> Bool {
    if console.isJSON {
      console.line(["path": .string(name), "error": .string(silence)])
    } else {
      console.error("\(name): \(silence)")
    }
    return false
  }
}
