import Storage
import Text

/// The language of a video.
enum SpokenLanguage {
  /// The source's word for it, or else what the script tells; nil where neither says.
  static func code(of video: AnalysableVideo) -> String? {
    video.language.flatMap(code) ?? Text.language(ofScriptIn: prose(of: video))
  }

  /// The language of a tag such as "pt-BR"; nil for "un", which stands for unknown.
  static func code(in tag: String) -> String? {
    guard let language = tag.split(maxSplits: 1, whereSeparator: { "-_".contains($0) }).first else {
      return nil
    }
    let letters = Array(language.utf8)
    let isCode = (2...3).contains(letters.count) && letters.allSatisfy { 65...90 ~= $0 || 97...122 ~= $0 }
    let code = language.lowercased()
    return isCode && !["un", "und", "zxx", "mul", "mis"].contains(code) ? code : nil
  }

  /// Without tags and mentions: those are in many languages.
  private static func prose(of video: AnalysableVideo) -> String {
    ([video.caption] + video.stickers.prefix(Passage.textLimit)).flatMap { Text.words(in: $0) }.joined(
      separator: " ")
  }
}
