import Audio
import Documents
import Knowledge
import Matching
import Media
import Models
import Storage
import Synchronization

/// Looks at the film and listens to the tracks that a command line names.
struct Matchmaking {
  let subjects: MatchSubjects
  let invocation: Invocation
  let context: Context

  // MARK: The film

  /// Nil where nothing is seen of it, which has been told.
  func film() async throws -> (film: MatchedFilm?, status: ExitCode) {
    switch subjects.film {
    case .stored(let selection):
      (try await film(selection), .done)
    case .file(let path): try await film(path)
    }
  }

  private func film(_ path: String) async throws -> (film: MatchedFilm?, status: ExitCode) {
    let batch = try MediaBatch<MatchedFilm>(invocation, context, paths: [path])
    guard batch.entries.count == 1 else {
      throw Misuse("the film is one file, not a folder of \(batch.entries.count)", invocation.command)
    }
    let found = Mutex<MatchedFilm?>(nil)
    let status = try await batch.run { source, decoder in
      source.tell(nil, "looking at \(source.path)")
      let clip = try await decoder.clip(of: MediaFile(path: source.path)).clip
      do throws(MatchedFilm.Flaw) { return try MatchedFilm(name: source.path, clip: clip) } catch {
        throw CommandFailure("\(error)")
      }
    } show: { _, film in
      found.withLock { $0 = film }
    }
    return (found.withLock { $0 }, status)
  }

  private func film(_ selection: VideoSelection) async throws -> MatchedFilm {
    guard let remote = try context.remote() else {
      return try await context.withDatabase { try await Self.film(selection, in: $0) }
    }
    guard let told = try await remote.film(selection.asked) else { throw selection.missing }
    guard let film = told.film else {
      throw CommandFailure("video \(told.video): \(told.flaw ?? "nothing is known of it")")
    }
    return film
  }

  private static func film(
    _ selection: VideoSelection, in database: any Database
  ) async throws -> MatchedFilm {
    let number = try await selection.number(in: database)
    do { return try await MatchedFilm(number, in: database) } catch let flaw as MatchedFilm.Flaw {
      throw CommandFailure("video \(number): \(flaw)")
    }
  }

  // MARK: The tracks

  /// How each goes with the film, the best first. What cannot be heard has been told.
  func pairings(with film: MatchedFilm) async throws -> (found: [Pairing], status: ExitCode) {
    let (stored, isWhole) = try await stored(with: film)
    let (files, status) = try await files(with: film)
    let ranked = (stored + files).sorted(by: Pairing.precedes)
    return (ranked, status == .done && !isWhole ? .failed : status)
  }

  private func files(with film: MatchedFilm) async throws -> (found: [Pairing], status: ExitCode) {
    guard !subjects.files.isEmpty else { return ([], .done) }
    let batch = try MediaBatch<Pairing>(invocation, context, paths: subjects.files)
    let settings = SoundAnalysis.Settings(hookLength: film.hookLength)
    let found = Mutex<[Pairing]>([])
    let status = try await batch.run { source, decoder in
      source.tell(nil, "listening to \(source.path)")
      let heard = try await decoder.followed(MediaFile(path: source.path), settings)
      return Pairing(source.path, film, heard.sound, heard.course)
    } show: { _, pairing in
      found.withLock { $0.append(pairing) }
    }
    return (found.withLock { $0 }, status)
  }

  private func stored(with film: MatchedFilm) async throws -> (found: [Pairing], isWhole: Bool) {
    guard !subjects.stored.isEmpty else { return ([], true) }
    if let remote = try context.remote() {
      return try await stored(with: film) { try await StoredAnalysis.read($0, remote) }
    }
    return try await context.withDatabase { database in
      try await stored(with: film) { track in
        var analysis = try await StoredAnalysis.read(track, database)
        if analysis.sounds.isEmpty { analysis.isKnown = try await Self.isThere(track, in: database) }
        return analysis
      }
    }
  }

  private func stored(
    with film: MatchedFilm, _ read: (TrackSelection) async throws -> StoredAnalysis
  ) async throws -> (found: [Pairing], isWhole: Bool) {
    var found: [Pairing] = []
    for (text, track) in subjects.stored {
      do {
        let analysis = try await read(track)
        guard let newest = analysis.sounds.last else {
          // Why nothing was heard of it: there may be none.
          throw analysis.isKnown == false ? track.missing : CommandFailure(analysis.silence)
        }
        found.append(Pairing(analysis.name, film, try newest.sound.decode(AnalyzedSound.self)))
      } catch let failure as CommandFailure { tell(failure, of: text) }
    }
    return (found, found.count == subjects.stored.count)
  }

  private static func isThere(_ track: TrackSelection, in database: any Database) async throws -> Bool {
    let store = IdentityStore(database)
    return try await store.show(try await track.number(in: store)) != nil
  }

  private func tell(_ failure: CommandFailure, of text: String) {
    guard context.console.isJSON else { return context.console.error("\(text): \(failure)") }
    context.console.line(["path": .string(text), "error": .string("\(failure)")])
  }
}
