import Spelling

extension Mistake {
  /// The wording, all of it here.
  var message: String {
    structureMessage ?? formulaMessage ?? nameMessage ?? meaningMessage ?? marketMessage
      ?? "something is wrong"
  }

  func meant(_ name: String?) -> String {
    name.map { "; did you mean '\($0)'?" } ?? ""
  }

  private var structureMessage: String? {
    switch self {
    case .unreadableFile(let reason): "cannot be read: \(Self.shortened(reason))"
    case .fileTooLarge: "the file is larger than \(Limits.fileSize) bytes"
    case .notUTF8: "the file is not text in UTF-8"
    case .emptyFile: "the file is empty"
    case .invalidYAML(let problem): "not valid YAML: \(Self.shortened(problem))"
    case .duplicateKey(let key): "the key '\(Self.shortened(key))' is given twice"
    case .aliasedKey:
      "in a file with anchors, a key must be plain text, not a list, a map or an alias"
    case .tooManyNodes: "more than \(Limits.nodes) values (aliases count each time they are used)"
    case .nestedTooDeeply: "nested more than \(Limits.nesting) levels deep"
    case .recordFormat(let format?):
      "the format of this recorded attack is '\(Self.shortened(format))', and only \(AttackRecord.format) is read here; record it anew with 'cartel record'"
    case .recordFormat(nil):
      "this recorded attack does not say 'format: \(AttackRecord.format)'; record it anew with 'cartel record'"
    case .marketAsMechanism:
      "this is a market and not a mechanism: 'cartel simulate' runs it"
    case .tooManyAgents: "more than \(Limits.agents) agents"
    case .expectedEntry(let what, let found): "expected \(what), found \(found)"
    case .missingKey(let key, let subject): "\(subject) needs '\(key)'"
    case .unknownKey(let key, let near, let subject):
      "unknown key '\(Self.shortened(key))' in \(subject)\(meant(near))"
    case .keyNotText: "a key must be text"
    case .controlCharacter(let scalar, let place):
      "\(place) cannot have the control character \(ControlCharacter.number(scalar))"
    case .notFormatted(let what): "\(what): this file is left as it is"
    case .notFormattedSafely:
      "formatting would change what this file says, a mistake of Cartel: it is left as it is"
    case .noAction:
      "a step needs one of: \(Form.steps.map(\.rawValue).joined(separator: ", "))"
    case .severalActions(let first, let second):
      "a step is either '\(first)' or '\(second)', not both"
    case .basedOnItself(let file): "'\(Self.shortened(file))' is based on this file"
    case .tooManyBases: "more than \(Limits.bases) files, each based on the next"
    case .stepsOfVariant:
      "the steps are those of the file that this one is based on; replace some of its 'parts'"
    case .usualWithoutDesign: "'usual' is what a 'design' does not leave open, and there is none"
    case .partTwice(let name): "the part '\(Self.shortened(name))' is given twice"
    case .partWithinItself(let name): "the part '\(Self.shortened(name))' is part of itself"
    case .notSupportedYet(let what): "\(what) is not supported yet"
    case .notOneOf(let text, let what, let choices, let near):
      "'\(what)' is one of \(choices.joined(separator: ", ")), not '\(Self.shortened(text))'\(meant(near))"
    case .notWhole(let what, let least): "\(what) must be a whole number, at least \(least)"
    case .notANumber(let text): "'\(Self.shortened(text))' is not a number"
    case .quoteFormula:
      "quote the formula: between { } or [ ] a comma ends it, as in {pay: \"min(a, b)\"}"
    case .emptyList(let what): "\(what) is empty"
    default: nil
    }
  }

  private var formulaMessage: String? {
    switch self {
    case .unexpectedCharacter(let character): "unexpected character '\(character)'"
    case .malformedNumber(let text): "'\(Self.shortened(text))' is not a number"
    case .emptyFormula: "a formula is missing"
    case .expected(let what, let token):
      "expected \(what), found \(token.kind == .end ? "the end" : "'\(Self.shortened(token.text))'")"
    case .formulaTooLong: "the formula is longer than \(Limits.formulaLength) characters"
    case .formulaTooDeep: "the formula is more than \(Limits.formulaDepth) levels deep"
    case .exponentNotWhole: "an exponent must be a whole number, written out, at least 0"
    case .exponentTooLarge: "an exponent may be at most \(Limits.exponent)"
    case .powerOfPower: "a power of a power needs brackets"
    case .unknownFunction(let name):
      "unknown function '\(name)'\(meant(nearest(to: name, among: functions)))"
    case .oneArgument(let name): "'\(name)' takes one number"
    case .wrongKind(let kind, let expected):
      "expected \(Self.noun(expected)), but this is \(Self.noun(kind))"
    case .optionInsteadOf(let kind, let name):
      "expected \(Self.noun(kind)), but '\(name)' is an option"
    case .branchesDiffer(let left, let right):
      "'then' gives \(Self.noun(left)), but 'else' gives \(Self.noun(right))"
    case .incomparable(let left, let right):
      "\(Self.noun(left)) cannot be compared with \(Self.noun(right))"
    case .unordered(.option): "options can only be compared with = and !="
    case .unordered: "truths can only be compared with = and !="
    case .boundToAnotherKind(let name, let kind, let before):
      "'\(name)' is bound to \(Self.noun(kind)) here, but to \(Self.noun(before)) before"
    case .divisionByZero: "division by zero"
    default: nil
    }
  }

  private var nameMessage: String? {
    switch self {
    case .badName(let text, let what):
      "'\(Self.shortened(text))' cannot be the name of \(what): formulas could not refer to it; use letters, digits and _, and start with a letter or _"
    case .keywordAsName(let text, let what):
      "'\(text)' has a meaning in formulas and cannot be the name of \(what)"
    case .reservedAccount(let name): "'\(name)' is a built-in account"
    case .declaredTwice(let name, let now, let before):
      now == before
        ? "'\(name)' is declared twice as \(now)"
        : "'\(name)' cannot be \(now): it is already \(before)"
    case .optionLikeAnother(let name, let what):
      "the option '\(name)' has the name of \(what); formulas could not tell them apart"
    case .optionTwice(let name): "the option '\(name)' is given twice"
    case .unknown(let what, let name, let near):
      "unknown \(what) '\(Self.shortened(name))'\(meant(near))"
    case .unknownOption(let name, let of, let near, let all):
      "unknown option '\(Self.shortened(name))' of \(of)"
        + (near == nil ? "; it has \(Self.listed(all))" : meant(near))
    case .conditionalTimeout(let name):
      "the option '\(name)' has a condition, so it may not be there when a deadline passes"
    case .onlyParametersHere(let name):
      "'\(name)' cannot be read here: only parameters and sizes of roles can"
    case .notYetBound(let name): "'\(name)' is read before it is bound"
    case .notWhatItIsUsedAs(let name, let what): "'\(name)' is not \(what)"
    case .attributeOfWhom(let name, let role):
      "'\(name)' is an attribute; say whose: \(role).\(name), or count(\(role) where \(name) = …)"
    case .attributeOrOption(let name):
      "'\(name)' is both an attribute and an option here; rename one of them"
    case .groupAsValue(let name):
      "'\(name)' is a group of agents; use size(\(name)) or one of its attributes"
    case .accountAsGroup(let name): "'\(name)' is an account, not a group of agents"
    case .severalAgents(let group, let attribute):
      "'\(group)' may be several agents; use count(\(group) where \(attribute) = …)"
    case .nobodySpokenOf(let what): "'\(what)' only makes sense where one agent is spoken of"
    case .neverIn(let role, let group, let other):
      "an agent of \(role) is never in '\(group)', which is drawn from \(other)"
    default: nil
    }
  }

  private var meaningMessage: String? {
    switch self {
    case .probabilityOutside(let value): "the probability \(value) is not between 0 and 1"
    case .sumIsNot1(let sum):
      sum.map { "the probabilities sum to \($0), not to 1" }
        ?? "the probabilities do not always sum to 1"
    case .lastRuleHasCondition: "the last rule must have no condition: it is for all other cases"
    case .unreachableRule: "this rule is never reached: the one before it has no condition"
    case .defaultViolates: "the defaults of the parameters violate this assumption"
    case .fractionalDefault(let name): "the integer '\(name)' has a default that is not whole"
    case .sizeBelow1(let role): "the size of \(role) must be a whole number, at least 1"
    case .boundNotCount(let role):
      "the number of agents\(role.isEmpty ? "" : " of \(role)") must be a whole number, at least 0"
    case .drawsTooMany(let count, let group, let size):
      "\(count) cannot be drawn from \(group), which has \(size)"
    case .drawFromAnotherRole(let name):
      "'\(name)' is drawn from one role here and from another elsewhere"
    case .paymentBetweenGroups:
      "both sides may be several agents; one side must be a single agent or an account"
    case .togetherRoleTwice(let role): "'together' has two choices of \(role)"
    case .unknownClaim(let text, let near): "unknown claim '\(Self.shortened(text))'\(meant(near))"
    case .hasNo(let key, let claim, let why): "'\(claim)' has no '\(key)': \(why)"
    case .limitSolvedFor(let name): "'\(name)' goes somewhere, and is not solved for"
    case .identitiesOfOne(let role):
      "'\(role)' is one agent, whatever the parameters: nobody can be another one"
    case .notALimit(let text):
      "expected 'parameter -> infinity' or 'parameter -> number', found '\(Self.shortened(text))'"
    case .wholeNumberNear(let name):
      "the integer '\(name)' cannot come near to a number; it can go to infinity"
    case .thresholdOfPointwise:
      "a threshold for all other parameters is one of 'uniformly: true'"
    case .propertyTwice(let name): "the property '\(name)' is given twice"
    case .overrideOfNothing(let name): "nobody chooses '\(name)'"
    case .tooManySteps: "more than \(Limits.unrolledSteps) steps, counting each round"
    case .foreverNotLast: "'repeat: forever' must be the last step of the mechanism"
    case .notADiscount: "a discount is at least 0 and less than 1"
    case .identityTwice(let id): "two steps have the number \(id)"
    case .negativeConstant: "an amount cannot be negative"
    case .roleOfGroup(let group, let role, let said):
      "the agents of '\(group)' are of the role \(role), not \(said)"
    case .reads(let what, let agent, let why): Self.ignorance(what, agent, why)
    default: nil
    }
  }

  private static func ignorance(_ what: String, _ agent: String, _ why: Ignorance) -> String {
    switch why {
    case .hidden: "an honest agent of '\(agent)' cannot know '\(what)' here: it is hidden"
    case .unseen: "an honest agent of '\(agent)' cannot know '\(what)' here: it did not see it"
    case .atTheSameTime:
      "an honest agent of '\(agent)' cannot know '\(what)' here: it is chosen at the same time"
    case .ownHidden:
      "an honest agent of '\(agent)' cannot know its own '\(what)' here: it is hidden"
    case .computed:
      "an honest agent of '\(agent)' cannot know '\(what)' here: it depends on something hidden or unseen"
    }
  }

  private static func noun(_ kind: Formula.Kind) -> String {
    switch kind {
    case .number: "a number"
    case .truth: "true or false"
    case .option: "an option"
    }
  }

  private static func listed(_ names: [String]) -> String {
    let shown = Set(names).sorted().prefix(8).joined(separator: ", ")
    return names.isEmpty ? "none" : shown
  }

  /// One line, not too long, of a text from outside.
  static func shortened(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    let shown = line.count > 60 ? line.prefix(57) + "…" : line
    return shown.unicodeScalars.map {
      ControlCharacter.contains($0) ? "\\\(ControlCharacter.number($0))" : String($0)
    }.joined()
  }
}
