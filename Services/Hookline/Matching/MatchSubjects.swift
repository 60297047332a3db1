import Glibc

/// What a command line names to be matched: files, or what is stored. A file that is there is meant, whatever it is called.
struct MatchSubjects {
  enum Film {
    case file(String)
    case stored(VideoSelection)
  }

  let film: Film
  let files: [String]
  /// With what was typed.
  let stored: [(text: String, track: TrackSelection)]

  init(_ invocation: Invocation) {
    let operands = invocation.operands
    let video = Self.isThere(operands[0]) ? nil : try? VideoSelection(operands[0], invocation)
    film = video.map { .stored($0) } ?? .file(operands[0])
    var files: [String] = []
    var stored: [(text: String, track: TrackSelection)] = []
    for text in operands.dropFirst() {
      if !Self.isThere(text), let track = try? TrackSelection(text, invocation) {
        stored.append((text, track))
      } else {
        files.append(text)
      }
    }
    (self.files, self.stored) = (files, stored)
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0
  }
}
