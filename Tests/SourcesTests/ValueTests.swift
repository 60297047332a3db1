import FoundationEssentials
import Models
import Testing

@testable import Sources

@Suite struct ValueTests {
  @Test(arguments: [
    ("137069", 137_069), ("\"137069\"", 137_069), ("\"11907467940\"", 11_907_467_940), ("0", 0),
    ("9223372036854775807", Int64.max), ("12.0", 12), ("\"12.00\"", 12),
  ])
  func `reads counters from numbers and strings to the last digit`(text: String, number: Int64) throws {
    #expect(try value(text).counter == number)
  }

  @Test(arguments: [
    "-977433948", "9223372036854775808", "1e3", "12.5", "\"12.3K\"", "\"\"", "null", "true", "[]", "{}",
    "\".\"",
    "99999999999999999999999999999999999999999999999999",
  ])
  func `takes counters that ran over and what is no number for absent`(text: String) throws {
    #expect(try value(text).counter == nil)
  }

  @Test(arguments: [("7417822298599623943", "7417822298599623943"), ("\"a-1_b\"", "a-1_b"), ("\"10\"", "10")])
  func `keeps ids beyond 2^53 as they are written`(text: String, id: String) throws {
    #expect(try value(text).id == id)
  }

  @Test(arguments: [
    "\"\"", "\"a b\"", "\"ä\"", "12.5", "-1", "1e5", "\"a\\u0041\"", "true", "[1]",
    "\"\(String(repeating: "1", count: 65))\"", "0", "\"0\"", "\"000\"", "\"@anna\"", "\"a.b\"", "\"a/b\"",
  ])
  func `takes no id that is empty, long, fractional, zero or of more than letters and digits`(text: String)
    throws
  {
    #expect(try value(text).id == nil)
  }

  @Test(arguments: [
    ("true", true), ("1", true), ("\"true\"", true), ("\"True\"", true), ("\"1\"", true), ("false", false),
    ("0", false), ("\"false\"", false), ("2", nil), ("\"yes\"", nil), ("null", nil), ("[]", nil),
  ])
  func `reads yes and no however they are written`(text: String, flag: Bool?) throws {
    #expect(try value(text).flag == flag)
  }

  @Test(arguments: [
    ("1727096344", 1_727_096_344), ("\"1727096344\"", 1_727_096_344), ("1727096344500", 1_727_096_344.5),
    ("946684800", 946_684_800), ("946684799", nil), ("4102444800", nil), ("0", nil), ("\"soon\"", nil),
    ("-1727096344", nil), ("9223372036854775807", nil),
  ])
  func `takes times of this century, in seconds and milliseconds`(text: String, time: Double?) throws {
    #expect(try value(text).time == time.map(Date.init(timeIntervalSince1970:)))
  }

  @Test(arguments: [
    (#""a\nb\"\\\/\tc""#, "a\nb\"\\/\tc"), (#""\u00e9\ud83d\ude05""#, "é😅"), (#""a\u0000b""#, "ab"),
    (#""\ud83d""#, "\u{fffd}"), (#""\ude05x""#, "\u{fffd}x"), (#""\ud83d\u0041""#, "\u{fffd}A"),
    (#""\u12""#, "\u{fffd}12"), (#""\q""#, "q"), (#""\ud83d\ude""#, "\u{fffd}\u{fffd}de"),
  ])
  func `decodes escapes and repairs broken ones`(text: String, decoded: String) throws {
    #expect(try value(text).verbatim(atMost: 100) == decoded)
  }

  @Test func `repairs bytes that are not UTF-8 and drops NUL`() throws {
    let bytes: [UInt8] = [0x22, 0x61, 0xff, 0x00, 0x62, 0xe2, 0x82, 0x22]

    let text = try Fixtures.record(bytes).root.verbatim(atMost: 100)

    #expect(text == "a\u{fffd}b\u{fffd}")
  }

  @Test func `cuts long text between characters`() throws {
    let text = try value("\"aa😅😅\"")

    #expect(text.verbatim(atMost: 5) == "aa😅")
    #expect(text.verbatim(atMost: 4) == "aa😅")
    #expect(text.verbatim(atMost: 3) == "aa")
  }

  @Test(arguments: [
    "\"ftp://a/b\"", "\"javascript:alert(1)\"", "\"https://a b\"", "\"\"", "12", "\"//a\"",
    "\"https://a/\(String(repeating: "x", count: 4_096))\"",
  ])
  func `takes only addresses of the web that are not too long`(text: String) throws {
    #expect(try value(text).url == nil)
    #expect(try value("\"https://a/b\"").url == "https://a/b")
  }

  @Test func `follows a path through what is missing`() throws {
    let value = try value(#"{"a":{"b":[1,2,{"c":null}]},"d":null}"#)

    #expect(value["a"]["b"].elements()[1].counter == 2)
    #expect(!value["a"]["b"].elements()[2]["c"].exists)
    #expect(!value["d"]["e"]["f"].exists)
    #expect(value["x"].elements().isEmpty)
    #expect(value["d", "a"].isObject)
  }
}
