import TestCaptions
import Testing
import Text

@Suite struct ShortLanguageTests {
  @Test(arguments: [
    (
      "es",
      [
        "te quiero mucho", "qué bonito día", "buenos días", "mi nueva canción", "gracias por todo",
        "no puedo más",
      ]
    ),
    ("pt", ["bom dia", "saudade de você", "obrigada por tudo", "meu cachorro", "não aguento mais"]),
    ("fr", ["je t'aime", "quelle belle journée", "merci beaucoup", "j'adore cette chanson", "trop beau"]),
    ("de", ["so ein schöner Tag", "guten Morgen", "ich liebe dich", "mein neues Lied", "danke für alles"]),
    ("sv", ["jag älskar dig", "min nya låt", "tack för allt", "vilken dag", "jag saknar dig"]),
    ("id", ["aku sayang kamu", "selamat pagi", "terima kasih", "kucing lucu banget", "hari yang indah"]),
    (
      "en", ["what a day", "my new song", "thank you all", "wait for it", "this is so good", "part 2 so sad"]
    ),
  ])
  func `a few words are enough where they are of one language`(code: String, texts: [String]) {
    #expect(texts.filter { Text.language(of: $0) != code } == [])
  }

  @Test(arguments: [
    "ti amo tanto", "per sempre", "la mia vita", "grazie mille", "ik hou van jou", "een mooie dag",
    "wat een leuke dag",
    "jeg elsker dig", "god morgen", "tak for alt", "en god dag", "seni seviyorum", "çok güzel bir gün",
    "kocham cię",
    "dzień dobry", "mahal kita", "salamat sa lahat", "te iubesc", "o zi frumoasă", "saya sayang awak",
    "bon dia a tothom",
    "hyvää huomenta", "szeretlek", "miluji tě", "anh yêu em", "amor", "no", "la la land",
    "pop rock indie folk", "2024", "part 2",
  ])
  func `what is of another language, or of several, is not taken for one`(text: String) {
    #expect(Text.language(of: text) == nil)
  }

  @Test(arguments: [
    (JudgedCaption.Collection.judged, 3, 150, 0.02), (.judged, 5, 200, 0.01), (.held, 4, 80, 0.02),
  ])
  func `the beginning of a caption says its language or nothing`(
    collection: JudgedCaption.Collection, words: Int, least: Int, mostWrong: Double
  ) throws {
    let captions = try JudgedCaption.all(collection).filter { !["ja", "ko", "zh"].contains($0.language) }
    let told = captions.map { caption in
      let text = caption.caption.split(separator: " ").filter { !$0.hasPrefix("#") && !$0.hasPrefix("@") }
      return (caption.language, Text.language(of: text.prefix(words).joined(separator: " ")))
    }

    let right = told.count { $0.0 == $0.1 }
    let wrong = told.count { $0.1 != nil && $0.0 != $0.1 }

    #expect(right >= least, "\(right) of \(told.count)")
    #expect(Double(wrong) <= mostWrong * Double(told.count), "\(wrong) of \(told.count)")
  }
}
