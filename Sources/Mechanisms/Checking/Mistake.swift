/// What can be wrong with a description: the facts. The wording is in ``message``.
enum Mistake {
  // Files.
  case unreadableFile(String)
  case fileTooLarge, notUTF8, emptyFile
  case invalidYAML(String)
  case duplicateKey(String)
  case aliasedKey, tooManyNodes, nestedTooDeeply
  case recordFormat(String?)
  case marketAsMechanism
  // Structure.
  case expectedEntry(String, found: String)
  case missingKey(String, of: String)
  case unknownKey(String, String?, of: String)
  case keyNotText
  case controlCharacter(Unicode.Scalar, in: String)
  case notFormatted(String)
  case notFormattedSafely
  case noAction
  case severalActions(String, String)
  case basedOnItself(String)
  case tooManyBases
  case stepsOfVariant
  case usualWithoutDesign
  case partTwice(String)
  case partWithinItself(String)
  case notSupportedYet(String)
  case notOneOf(String, what: String, [String], String?)
  case notWhole(String, least: Int)
  case tooManyAgents
  case notANumber(String)
  case quoteFormula
  // Formulas.
  case unexpectedCharacter(String)
  case malformedNumber(String)
  case emptyFormula
  case expected(String, found: Token)
  case formulaTooLong, formulaTooDeep
  case exponentNotWhole, exponentTooLarge, powerOfPower
  case unknownFunction(String)
  case oneArgument(String)
  // Names.
  case badName(String, what: String)
  case keywordAsName(String, what: String)
  case reservedAccount(String)
  case declaredTwice(String, now: String, before: String)
  case optionLikeAnother(String, what: String)
  case optionTwice(String)
  case unknown(String, String, String?)
  case unknownOption(String, of: String, String?, all: [String])
  case conditionalTimeout(String)
  case onlyParametersHere(String)
  case notYetBound(String)
  case notWhatItIsUsedAs(String, String)
  case attributeOfWhom(String, role: String)
  case attributeOrOption(String)
  case groupAsValue(String)
  case accountAsGroup(String)
  case severalAgents(String, String)
  case nobodySpokenOf(String)
  case neverIn(String, group: String, role: String)
  // Kinds.
  case wrongKind(Formula.Kind, expected: Formula.Kind)
  case optionInsteadOf(Formula.Kind, name: String)
  case branchesDiffer(Formula.Kind, Formula.Kind)
  case incomparable(Formula.Kind, Formula.Kind)
  case unordered(Formula.Kind)
  case boundToAnotherKind(String, Formula.Kind, before: Formula.Kind)
  // Meaning.
  case emptyList(String)
  case probabilityOutside(String)
  case sumIsNot1(String?)
  case lastRuleHasCondition, unreachableRule
  case divisionByZero
  case defaultViolates
  case fractionalDefault(String)
  case sizeBelow1(String)
  case boundNotCount(String)
  case drawsTooMany(Int, from: String, size: String)
  case drawFromAnotherRole(String)
  case paymentBetweenGroups
  case togetherRoleTwice(String)
  case unknownClaim(String, String?)
  case hasNo(String, claim: String, because: String)
  case limitSolvedFor(String)
  case notALimit(String)
  case identitiesOfOne(String)
  case thresholdOfPointwise
  case wholeNumberNear(String)
  case propertyTwice(String)
  case overrideOfNothing(String)
  case tooManySteps
  case foreverNotLast, notADiscount
  case identityTwice(Int)
  case negativeConstant
  case roleOfGroup(String, role: String, said: String)
  case reads(String, by: String, because: Ignorance)
  // Markets.
  case outside(String, String)
  case notOneKey([String], of: String)
  case emptyRange(Int, Int)
  case tooManyValues
  case fractionalValue(String, String)
  case parameterWithoutValue(String)
  case deadlineWithoutTimeout(String)
  case tooManyInMarket
  case tooFewAgents(of: String, Int, needed: Int)
  case moreMembersThanAgents(of: String, Int)
  case moreThanADealTakes(of: String, Int)
  case sharesAbove1
  case honestCartel
  case noCartelConduct(String, String?)
  case noRecord(String)
  case recordOfOtherRules(String)

  /// Why an agent does not know what a rule reads.
  enum Ignorance {
    case hidden, unseen, atTheSameTime, ownHidden, computed
  }
}
