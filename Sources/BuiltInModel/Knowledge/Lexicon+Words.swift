extension Lexicon {
  static let superb =
    """
    masterpiece masterwork brilliant brilliance superb outstanding perfect perfection \
    magnificent extraordinary phenomenal stunning exceptional best flawless excellent excellence \
    amazing incredible wonderful awesome unforgettable greatest dazzling exquisite triumphant \
    triumph masterful masterly sublime spectacular breathtaking genius remarkable astonishing \
    unmissable bravura landmark transcendent peerless impeccable superlative astounding \
    mesmerizing mesmerising spellbinding glorious stupendous wondrous luminous rapturous radiant \
    virtuoso consummate faultless unbeatable unmatched unparalleled unrivaled unsurpassed \
    unequaled matchless incomparable indelible revelatory revelation staggering towering \
    lifesaver godsend fabulous magical magnificently electrifying shattering devastating \
    immaculate knockout
    """

  static let veryGood =
    """
    great terrific fantastic delightful delight powerful beautiful beauty gorgeous compelling \
    gripping hilarious impressive impress impressed riveting enthralling love loved loving \
    lovely thrilling thrill marvelous marvellous marvel gem recommend recommended recommendation \
    rewarding exhilarating inspired inspiring inspirational poignant poignancy moving touching \
    haunting haunted elegant elegance rich vivid captivating fascinating absorbing engrossing \
    exciting excitement ingenious ingenuity inventive original originality authentic memorable \
    winning winner strong joy joyous joyful hypnotic provocative intelligent intelligence \
    insightful insight heartfelt heartbreaking heartrending heartwarming tender tenderness \
    intense intensity favorite favourite happy pleased sturdy durable durability classic treat \
    must essential splendid irresistible irresistibly stirring sharp crisp timeless honest \
    honesty bold daring wise wisdom witty wit uproarious sidesplitting riotous unpredictable \
    sensational sumptuous lush ravishing bewitching beguiling enchanting enchantment entrancing \
    seductive scintillating sparkling effervescent exuberant exuberance rousing uplifting \
    soaring bracing invigorating incisive piercing searing harrowing chilling taut gutsy \
    audacious fearless fierce visionary groundbreaking innovative innovation imaginative \
    imagination meticulous sophisticated nimble deft deftly adroit assured accomplished mature \
    soulful eloquent lyrical poetic profound profundity trenchant scathing savvy bittersweet \
    affecting humanistic compassionate compassion empathy generous exemplary superior stellar \
    standout prized treasure treasured jewel wonder ideal bulletproof rugged flawlessly \
    unbreakable effortless versatile invaluable indispensable priceless addictive addicting \
    adore adored adores cherish thrilled delighted ecstatic overjoyed blown
    """

  static let good =
    """
    good goodness nice fun enjoyable enjoy enjoyed enjoying enjoyment solid entertaining \
    entertain entertained entertainment charming charm charmer funny clever cleverness engaging \
    engage engaged smart likable likeable likability effective pleasant pleasing pleasure \
    pleasurable worthwhile worth worthy decent fine satisfying satisfied satisfy satisfaction \
    works well warm warmth amusing amuse sweet sweetness interesting intriguing intrigue \
    appealing appeal lively fresh freshness reliable reliability easy ease easily comfortable \
    comfy comfort quality clean useful affordable sensitive sensitivity thoughtful energetic \
    energy energized stylish style suspenseful suspense graceful grace competent capable sincere \
    sincerity humane humanity humor humour humorous laughs laughter chuckles subtle subtlety \
    nuanced nuance credible believable refreshing surprising right better improved improvement \
    improve improves keeper value bargain glad thank thanks grateful helpful helps fits holds \
    perfect succeeds succeed success successful accessible ambitious handsome polished polish \
    breezy spirited quirky whimsical playful zany wry droll offbeat sly sassy snappy zippy \
    punchy peppy feisty plucky scrappy jaunty jolly cheerful cheery sunny upbeat optimistic \
    hopeful gentle touching amiable affable agreeable congenial genial kindness heart hearted \
    earnest genuine real realistic realism true truth truthful faithful insightful informative \
    illuminating enlightening educational instructive convincing convincingly persuasive \
    plausible grounded textured layered complex complexity depth deep dense detailed careful \
    crafted craftsmanship craft skillful skill skilled talent talented gifted virtuosity expert \
    expertly adept confident confidence assurance tight lean economical brisk tense tension \
    creepy eerie spooky scary frightening unsettling disturbing atmospheric moody stylized \
    visceral kinetic dynamic vibrant vitality vital alive passionate passion sexy sensual erotic \
    romantic dreamy dreamlike picturesque scenic sensuous colorful colourful striking arresting \
    intoxicating infectious contagious addictive wholesome nostalgic nostalgia relevant timely \
    important urgent resonant resonates resonate chemistry charisma charismatic magnetic \
    endearing adorable cute lovable loveable sympathetic relatable memorable noteworthy notable \
    admirable admire respectable commendable praiseworthy praise applaud applause cheer deserves \
    deserved merit virtue virtues strength strengths highlight highlights gratifying rewarding \
    reward rewards promising promise potential stimulating cerebral literate erudite dignified \
    dignity noble restrained restraint understated minimalist delicate lovingly ebullient \
    buoyant bubbly hearty robust tasty delicious yummy flavorful aromatic juicy savory crunchy \
    soft softness smooth silky plush cozy cushy lightweight compact portable handy convenient \
    convenience practical functional simple simplicity intuitive straightforward quick quickly \
    fast speedy prompt promptly responsive instant quiet silent bright brighter clear clarity \
    clearer accurate accuracy precise precision consistent consistently stable secure securely \
    snug snugly stays sticks lasts lasting lasted longevity tough heavyweight reinforced \
    waterproof rustproof adjustable flexible flexibility generous roomy spacious ample plenty \
    inexpensive reasonable steal deal savings saves saved saver benefit benefits advantage \
    advantages plus bonus upgrade upgraded professional premium matched matches match compatible \
    safe safely protects protective protected organized tidy neat neatly attractive fashionable \
    trendy sleek classy luxurious luxury flattering complemented compliment compliments \
    complimented contented amazed surprised kudos bravo hooray yay wow win trust trusted \
    trustworthy dependable favorably favorable positive positively plushy effortlessly hit hits \
    gift gifts
    """

  static let faint =
    """
    uneven flawed flaw flaws predictable bland forgettable mediocre mediocrity lacks lack \
    lacking problem problems problematic unfortunately overlong okay ok average issue issues \
    weak weakness weaknesses weakest confusing confused confuse confusion familiar familiarity \
    formulaic formula routine contrived contrivance cliche cliches clichéd cliched clichés \
    sentimental sentimentality shallow superficial generic mild merely pedestrian less lesser \
    minor muddled muddle murkily repetitive repetition repeats overdone overwrought derivative \
    conventional uninspired stale clunky clunker awkward obvious strained stretched stretch \
    slight hardly barely although despite disappointed disappointing disappointment disappoints \
    disappoint disappointingly missing struggles struggle struggling stiff difficult difficulty \
    scattered scattershot tired tiring unconvincing unsatisfying unsatisfied underwhelming \
    underwhelmed undercooked underdeveloped underwritten underused undernourished chilly loses \
    loss lost miss misses missed tepid lukewarm hollow schmaltzy schmaltz manipulative \
    manipulation pretentious pretension trite excessive excess excessively tries trying strictly \
    slightly unless except rather instead passable middling meh ordinary unremarkable \
    undistinguished unmemorable unexceptional workmanlike rehash rehashed retread recycled \
    regurgitated secondhand borrowed imitation knockoff copycat leftover dated outdated creaky \
    hokey corny campy kitschy cutesy twee precious treacly treacle syrupy saccharine sugary \
    mawkish maudlin melodramatic melodrama soapy soap weepy melodramatics preachy didactic \
    moralizing sermon lecture indulgent smug glib facile simplistic cardboard caricature \
    caricatures stereotype stereotypes stereotypical stock cartoonish artificial fake phony \
    false synthetic plastic mechanical calculated cynical forced belabored labored overblown \
    overheated overacted overplayed overstuffed overcrowded overloaded overproduced overcooked \
    overbearing overused overrated overhyped overextended overly bloat padded padding filler \
    meandering meanders rambling ramble aimless unfocused disjointed choppy jumbled cluttered \
    convoluted incomprehensible impenetrable opaque vague unclear obscure inconsistent \
    inconsequential insubstantial insignificant trivial disposable fluff fluffy flimsily gimmick \
    gimmicky gimmicks contrivances coincidences implausibility improbable unlikely unbelievable \
    hackneyed shopworn threadbare tame toothless diluted sanitized neutered bloodless \
    passionless dispassionate uninvolving unengaging uninteresting unexciting unoriginal \
    unimaginative unambitious unadventurous undemanding unfulfilled unfulfilling unresolved \
    unfinished incomplete underpowered underlit unattractive unappealing unsympathetic unlikable \
    unlikeable unnecessary unneeded unwanted uneasy uncomfortable unhappy unimpressed \
    unimpressive unsure uncertain unstable unreliable undermines undermined undermine hampered \
    hamstrung marred mars hindered stumbles stumble falters falter flounders sags sag drags drag \
    dragging stalls stalled sputters peters wanders derails sinks sinking sank falls shortcoming \
    shortcomings drawback drawbacks downside downsides con cons complaint complaints complain \
    caveat caveats nitpick quibble quibbles gripe gripes concern concerns trouble troubles \
    troublesome hassle nuisance bother annoyance distracting distraction distracts imperfect \
    limited limits limitation limitations expensive pricey overpriced costly loosen wobbly \
    wobble wobbles shaky rattle rattles rattling squeaks squeaky squeak creak scratches \
    scratched scratch scratchy scuffed dent dented dents warped crooked lopsided misaligned \
    stained stain stains faded fades fading fade peeling peels peel peeled frayed fraying shrunk \
    shrinks shrank wrinkled sticky greasy smelly smell smells odor odors bulky cumbersome \
    unwieldy cramped slippery darker mushy blurry fuzzy laggy lag lags sluggishly glitch \
    glitches glitchy buggy bug bugs freezes freeze frozen crashes stuck clog clogs clogged leak \
    leaks leaking leaky leaked drips spill spills spilled rust rusted rusty corroded wears worn \
    wearing overheat overheats overheating complicated tricky finicky fiddly fussy picky \
    inconvenient impractical inaccurate imprecise misleading misled mislabeled exaggerated \
    incorrect incorrectly incompatible mismatch mismatched doubt doubtful dubious skeptical \
    questionable suspicious suspect sadly sad alas shame pity pitiful regrettable regrettably \
    wish wished hoped hoping supposed supposedly whatever yawn yawns snooze negative negatives \
    negatively minus lowest inferior subpar amateur apologies excuse excuses slow thin flat
    """

  static let bad =
    """
    bad badly poor poorly boring bore bored boredom dull dullness dulls tedious tedium lame \
    lameness mess messy fails fail failed failing failure clumsy unfunny silly silliness waste \
    wasted wastes wasting annoying annoyed annoys annoyingly irritating irritated irritation \
    irritates stupid stupidity dumb dumber inept ineptitude ridiculous unpleasant ugly ugliness \
    lifeless plodding plod plods sloppy sloppiness tiresome incoherent incoherence insipid inane \
    inanity vapid crude cheesy implausible ludicrous charmless humorless humourless joyless \
    soulless heartless mirthless witless clueless senseless mindless meaningless hopeless lazy \
    laziness pointless dreary drab murky numbing numb numbingly exhausting exhausted laborious \
    painful pain wrong regret regretted regrets defective defect defects broke broken breaks \
    flimsy useless avoid avoided disliked dislike dislikes hate hated hates dud flop flops \
    misfire misfires misguided nonsense nonsensical preposterous torpid turgid leaden soggy \
    sappy tasteless obnoxious grating shoddy shrill crass sluggish bloated nasty worse worsen \
    worsens stopped cracked cracks unusable return returned returning returns refund refunded \
    refunds faulty malfunction malfunctioned malfunctions malfunctioning died dies dead dying \
    snapped snaps ripped rips torn tore ruined ruins ruin destroyed destroys shattered collapsed \
    melted burnt burned burning shorted fried exploded bricked unplayable unreadable unwearable \
    inoperable nonfunctional ineffective ineffectual worthlessly wobbling unsafe dangerous \
    hazard hazardous toxic poisonous gross disgusting disgust disgusted moldy mold rancid stink \
    stinky smelled fraud fraudulent counterfeit bogus deceptive deceived dishonest lied ripoff \
    scam scams cheated gouging junky chintzy crappily frustrating frustrated frustration \
    frustrates infuriating maddening aggravating exasperating enraging angry anger mad upset \
    furious unacceptable unforgivable inexcusable unprofessional rude incompetent incompetence \
    stilted wooden amateurish bungled botched botches butchered fumbled squandered squanders \
    squander bombs bomb bombed clunkers lemon loser losers losing dismal bleakly dire desperate \
    desperation embarrassing embarrassment embarrassed embarrassingly humiliating shameful \
    shameless ashamed disgrace disgraceful contemptible contempt sadistic sleazy sleaze \
    exploitative exploitation lurid gratuitous distasteful vulgar vulgarity juvenile sophomoric \
    puerile infantile childish imbecilic asinine brainless absurdly laughable laughably risible \
    farcical hokum drivel claptrap hogwash dreck schlock schlocky sludge slog slogs mush muck \
    bilge twaddle tripe bunk dross rubbish hackwork hack hacky cynically soporific snoozer \
    snoozefest yawner lethargic listless inert stagnant ponderous plotless directionless \
    shapeless formless rudderless slapdash slipshod haphazard incoherently unintelligible \
    unintelligent irredeemable unredeemed unpleasantness repellent repelling alienating \
    depressing joylessly suffocating stultifying deadening deadly deafening headache headaches \
    nausea nauseating nauseous bludgeoning bludgeons assault assaults punishing punishment \
    torture torturous tortured ordeal endurance agony misery miserable miserably woeful woefully \
    sorry unforgiving flatlined cancel canceled cancelled complained
    """

  static let dreadful =
    """
    terrible awful horrible worst atrocious atrocity unwatchable garbage junk dreadful abysmal \
    disaster disastrous insufferable worthless horrendous horrid excruciating appalling idiotic \
    idiocy moronic pathetic abomination crap crappy trash trashy trashed unbearable stinker \
    stinks sucks suck sucked sucky rotten wretched godawful deplorable repulsive repugnant \
    offensive vile loathsome loathe loathed hideous turkey travesty fiasco execrable lousy \
    abhorrent ghastly detestable despicable despise despised atrociously catastrophe \
    catastrophic debacle calamity trainwreck shipwreck unspeakable unendurable intolerable \
    interminable interminably insulting insult insults revolting sickening vomit puke putrid \
    rancidly craptastic zero laughingstock
    """
}
