import Glibc
import Sources

/// A program that answers as yt-dlp does, or as it does when something is wrong: what it says lies in files beside it.
final class FakeYtDlp: Sendable {
  let folder: Folder

  /// `then` is what the shell does after it has said what it has to say.
  init(
    version: String = "2026.08.19", output: String = "", errors: String = "", then: String = "exit 0"
  ) throws {
    folder = try Folder(["version": version, "output": output, "errors": errors])
    try folder.write(
      """
      #!/bin/sh
      here='\(folder.path)'
      for word in "$@"; do
        printf '%s\\n' "$word" >> "$here/words"
        if [ "$word" = --version ]; then echo >> "$here/checks"; cat "$here/version"; exit 0; fi
      done
      env > "$here/environment"
      cat "$here/output"
      cat "$here/errors" >&2
      \(then)

      """, to: "yt-dlp")
    chmod(folder.path + "/yt-dlp", 0o700)
  }

  func source(_ change: (inout YtDlpSettings) -> Void = { _ in }) -> YtDlp {
    var settings = YtDlpSettings(program: folder.path + "/yt-dlp")
    settings.callsPerSecond = nil
    settings.pageLength = 3
    change(&settings)
    return YtDlp(settings)
  }

  /// The words of all calls, without those of the check of the version.
  var words: [String] {
    let words = lines("words")
    return Array(words.drop { $0 != "--version" }.dropFirst())
  }

  /// What stands behind the sign after which nothing is an option.
  var addresses: [String] {
    let words = words
    return words.indices.filter { words[$0] == "--" }.map { words[$0 + 1] }
  }

  func lines(_ name: String) -> [String] {
    guard let file = fopen(folder.path + "/" + name, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// A list as yt-dlp gives it.
  static func list(_ entries: [String]) -> String {
    #"{"_type":"playlist","id":"MS4wLjABAAAAx","title":"kestrel","entries":[\#(entries.joined(separator: ","))],"extractor":"tiktok:user"}"#
  }

  static func entry(_ id: Int, by handle: String? = "kestrel") -> String {
    let uploader = handle.map { #""\#($0)""# } ?? "null"
    return
      #"{"_type":"url","ie_key":"TikTok","id":"\#(id)","url":"https://www.tiktok.com/@kestrel/video/\#(id)","uploader":\#(uploader),"uploader_id":"42","channel":"Kes","channel_id":"MS4wLjABAAAAx","description":"d\#(id)","title":"d\#(id)","timestamp":1727096344,"view_count":10}"#
  }
}
