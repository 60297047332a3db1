import Models
import Text

/// The language of a video.
enum SpokenLanguage {
  /// The source's word for it, or else what the script or small words tell; nil where none of them says.
  static func code(of video: AnalysableVideo) -> String? {
    video.language.flatMap(code) ?? Text.language(of: prose(of: video))
  }

  /// The language of a tag such as "pt-BR"; nil for "un", which stands for unknown.
  static func code(in tag: String) -> String? {
    let letters = Array(tag.utf8.prefix(4).prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") })
    let isCode = (2...3).contains(letters.count) && letters.allSatisfy { 65...90 ~= $0 || 97...122 ~= $0 }
    let code = String(decoding: letters, as: UTF8.self).lowercased()
    return isCode && !["un", "und", "zxx", "mul", "mis"].contains(code) ? code : nil
  }

  /// Without tags and mentions: those are in many languages.
  private static func prose(of video: AnalysableVideo) -> String {
    ([video.caption] + video.stickers.prefix(Passage.textLimit)).flatMap { Text.words(in: $0) }.joined(
      separator: " ")
  }
}
