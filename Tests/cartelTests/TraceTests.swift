import Foundation
import Testing

@Suite("Traces for other tools")
struct TraceTests {
  private let tool: Tool
  private let record = "Counterexamples/guessing--both.yaml"
  private let trace = "out/guess.itf.json"

  init() throws {
    tool = try Tool()
    try tool.write(
      """
      mechanism: guessing
      parameters: {prize: {default: 1/3}}
      assume: [prize >= 0]
      roles: {node: 1, judge: 2}
      steps:
        - {choose: node.result, options: [good, bad], honest: good, seen by: none}
        - {draw: arbiter, from: judge}
        - {choose: arbiter.verdict, options: [truth, uphold], honest: truth}
        - when: node.result = bad and arbiter.verdict = uphold
          then: [{pay: prize, from: world, to: node}]
        - let: upheld
          be: arbiter.verdict = uphold
      properties:
        both: {coalition: {node: 1, judge: 1}, given: [prize = 1/3], expect: broken}

      """, to: "Properties/guessing.yaml")
    try FileManager.default.createDirectory(
      at: tool.path("out"), withIntermediateDirectories: true)
    #expect(try tool.run("record").output.hasPrefix("added \(record)"))
    let outcome = try tool.run("replay", record, "--itf", trace)
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test("a play is written as the format describes it")
  func format() throws {
    let object = try JSONSerialization.jsonObject(with: Data(tool.text(of: trace).utf8))
    #expect(TraceDescription.mistakes(in: object) == [])
    let root = try #require(object as? [String: Any])
    let remarks = try #require(root["#meta"] as? [String: String])
    #expect(remarks["format"] == "ITF" && remarks["record"] == "../\(record)")
    #expect(remarks["play"] == "1 of 2" && remarks["probability"] == "1/2")
    let states = try #require(root["states"] as? [[String: Any]])
    #expect(states.count == 6)
    #expect(states.first?["event"] as? String == "")
    #expect(states[4]["event"] as? String == "world pays 1/3 to node")
    #expect(
      NSDictionary(dictionary: states[4]["wallets"] as? [String: Any] ?? [:])
        == [
          "#map": [
            ["node", ["num": ["#bigint": "1"], "den": ["#bigint": "3"]]]
          ]
        ])
  }

  @Test("a trace that was written is the play that it says")
  func same() throws {
    for play in ["1", "2"] {
      #expect(
        try tool.run("replay", record, "--itf", trace, "--play", play).status == 0)
      let outcome = try tool.run("replay", trace)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.output.contains("play \(play) of ../\(record), state by state"))
      #expect(outcome.output.contains("1 of 1 traces happen in the twin as they say"))
    }
    #expect(try tool.run("replay", record, "--itf", trace, "--play", "3").status == 2)
  }

  @Test("another tool may write the same otherwise")
  func otherwise() throws {
    let zero = ##"{"den":{"#bigint":"1"},"num":{"#bigint":"0"}}"##
    let third = ##"{"den":{"#bigint":"3"},"num":{"#bigint":"1"}}"##
    let object = try JSONSerialization.jsonObject(with: Data(tool.text(of: trace).utf8))
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    var text = String(decoding: data, as: UTF8.self)
    for (part, other) in [
      (zero, "0"), (third, ##"{"den":{"#bigint":"-6"},"num":-2}"##),
      (##""facts":{"#map":[]}"##, #""facts":{}"#),
      (##""accounts":{"#map":[["world",0]]}"##, #""accounts":{"world":0}"#),
      (##""#meta":{"index":1},"##, ""), (##""#meta":{"index":2}"##, ##""#meta":{"tool":1.5}"##),
      (##""#meta":{"description""##, ##""#meta":{"tool":{"cost":1.5},"description""##),
    ] {
      #expect(text.contains(part), "\(part): \(text)")
      text = text.replacing(part, with: other)
    }
    try tool.write(text, to: trace)
    let outcome = try tool.run("replay", trace)
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test(
    "a trace that does not happen is told with the first state that differs",
    arguments: [
      (
        ##""#bigint" : "3""##, ##""#bigint" : "4""##,
        "state 0 of what is nearest, play 1: the parameter prize is something else than 1/3"
      ),
      (
        ##""#bigint" : "-1""##, ##""#bigint" : "-2""##,
        "state 4 of what is nearest, play 1: world has -2/3, and in the twin -1/3"
      ),
      (
        #""event" : "node at node.result: bad""#, #""event" : "rain""#,
        "state 1 of what is nearest, play 1: 'rain' happens, and in the twin 'node at node.result: bad'"
      ),
      (
        #""judge 1""#, #""judge 7""#,
        "state 2 of what is nearest, play 1: arbiter is judge 7, and in the twin judge 1"
      ),
      (
        #""prize""#, #""price""#,
        "state 0 of what is nearest, play 1: the attack has no parameter price"
      ),
      (
        #""parameters""#, #""constants""#,
        "state 0 of what is nearest, play 1: 'parameters' is missing"
      ),
      (
        #""event""#, #""rain""#,
        "state 0 of what is nearest, play 1: 'rain' is nothing that a play has"
      ),
      (
        #""vars""#, #""loop" : 1, "vars""#,
        "state 5 of what is nearest, play 1: it goes back to state 1, and in the twin all is over"
      ),
    ])
  func different(part: String, other: String, message: String) throws {
    let text = try tool.text(of: trace)
    #expect(text.contains(part), "\(text)")
    try tool.write(text.replacingOccurrences(of: part, with: other), to: trace)
    let outcome = try tool.run("replay", trace)
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.complaints.contains(message), "\(outcome)")
  }

  @Test("a trace without a variable of the play, or its parameters, is none of its plays")
  func incomplete() throws {
    let text = try tool.text(of: trace)
    for name in ["event", "facts", "wallets", "accounts", "parameters"] {
      try tool.write(try without(name, text), to: trace)
      let outcome = try tool.run("replay", trace)
      #expect(outcome.status == 1, "\(name): \(outcome)")
      #expect(
        outcome.complaints.contains("state 0 of what is nearest, play 1: '\(name)' is missing"))
    }
  }

  /// A trace in which one name has no value in any state.
  private func without(_ name: String, _ text: String) throws -> Data {
    var root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for list in ["vars", "params"] {
      root[list] = (root[list] as? [String])?.filter { $0 != name }
    }
    root["states"] = (root["states"] as? [[String: Any]])?.map { state in
      state.filter { $0.key != name }
    }
    return try JSONSerialization.data(withJSONObject: root)
  }

  @Test(
    "what is not as the format describes it is refused, with the place",
    arguments: [
      (##""index" : 3"##, ##""index" : 4"##, ".states[3].#meta.index: this is state 3"),
      (##""params""##, ##""pars""##, ".states[0].parameters: it is not among 'vars' or 'params'"),
      (##""wallets","##, "", "wallets: it is not among 'vars'"),
      (##""parameters" : \{"##, ##""wallet" : {"##, ".states[0].wallet: it is not among"),
      (##"(?s)"states".*"##, ##""states": [], "vars": []}"##, ".states: there is none"),
      (##"(?s)^.*$"##, "{", "this is no trace: it is not valid JSON"),
      (##"(?s)^.*$"##, "[]", "this is no trace: it is no JSON object"),
    ])
  func illFormed(pattern: String, other: String, message: String) throws {
    let text = try tool.text(of: trace)
    let changed = text.replacing(try Regex(pattern), with: other, maxReplacements: 1)
    #expect(changed != text)
    try tool.write(changed, to: trace)
    let outcome = try tool.run("replay", trace)
    #expect(outcome.status == 2 && outcome.complaints.contains(message), "\(outcome)")
  }

  @Test(
    "what is no trace is refused",
    arguments: [
      ("", "{"), ("", "[]"), ("\"vars\"", "\"wars\""), ("\"states\"", "\"stages\""),
      ("\"record\"", "\"cord\""), ("guessing--both", "guessing--nobody"),
      ("\"wallets\" : {", "\"wallet\" : {"),
      ("\"#bigint\" : \"3\"", "\"#bigint\" : \"three\""), ("#map", "#nap"),
      ("Counterexamples/guessing--both.yaml", "Properties/guessing.yaml"),
    ])
  func damaged(part: String, other: String) throws {
    let text = try tool.text(of: trace)
    try tool.write(
      part.isEmpty ? other : text.replacingOccurrences(of: part, with: other), to: trace)
    let outcome = try tool.run("replay", trace)
    #expect(outcome.ended && outcome.status == 2, "\(outcome)")
    #expect(!outcome.complaints.isEmpty)
  }

  @Test("traces beside recorded attacks do not disturb a check")
  func beside() throws {
    try tool.write(try tool.text(of: trace), to: "Counterexamples/guess.itf.json")
    #expect(try tool.run("check").status == 0)
  }
}
