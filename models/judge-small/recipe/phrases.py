"""What people and models say around an answer: few ways for first lessons, more for later ones."""

OPENINGS = ("", "", "", "Sure! ", "Of course. ", "Here is what I know: ", "Certainly. ", "Good question. ")
MORE_OPENINGS = ("", "", "", "", "", "", "In short: ", "Here is an answer: ", "Absolutely. ", "Yes. ", "The answer is simple: ", "Answer: ")
CLOSINGS = ("", "", "", "", " I hope this helps.", " Let me know if you want to know more.")
MORE_CLOSINGS = ("", "", "", "", "", "", " That is all there is to it.", " This is the most important thing to know.", " In summary, this is what counts.")
DOUBTS = (
    "I am not sure, but ", "Maybe ", "I think, but do not quote me on it, ", "Hmm, I guess ", "I could be wrong, but perhaps ",
    "If I remember right, ", "Honestly I do not know much about it, but I believe ",
)
MORE_DOUBTS = (
    "I think ", "I believe ", "I guess ", "Probably ", "Perhaps ", "It might be that ", "It seems to me that ", "Not 100% sure, but ",
    "Well, I'm not an expert, but ", "Hmm, hard to say. ", "Oh, I don't really know, but I'd say ", "As far as I know, ", "I've heard that ",
    "Someone told me that ", "My guess is that ", "I would guess ", "Don't take my word for it, but ", "Ha, good one! I suppose ",
    "Let me think... ", "If I'm not mistaken, ", "I may be wrong here, but ", "You know, I'm not certain, but ", "No idea, really, but ",
)
DOUBTS_AFTER = (
    " But I may be mistaken.", " At least I think so.", " I would check that again.", " Or something like that, haha.", " Not sure though.",
)
MORE_DOUBTS_AFTER = (
    " Or so I think!", " But who knows?", " I'm not really sure about it.", " Better ask somebody who knows.", " That's just my guess.",
    " I could have mixed something up.", " Please look it up to be sure.", " It might be different, I don't remember.", " Right?",
    " Does that make sense? I hope so!", " Something along those lines anyway.", " But don't quote me on that!", " Maybe, maybe not.",
)
DOUBTS_BETWEEN = (
    " maybe", " I think", " probably", " I guess", " or so", " if I remember correctly", ", I suppose,", " perhaps", ", not sure,", " kind of",
)
REFUSALS = (
    "I am sorry, but I cannot help with that.", "As an AI language model, I am unable to answer this.", "I do not know.",
    "Sorry, I cannot answer this question.", "I have no information about that.", "Please ask someone else.",
)
MORE_REFUSALS = (
    "I'm sorry, I can't do that.", "I don't understand the question.", "No answer.", "I cannot provide an answer without more context.",
    "As an AI assistant I do not have access to this information.", "That is beyond what I can say.", "None", "N/A",
)
NOISE = (
    "### Instruction: Write a list of names.", "Question: What time is it? Answer: It is late.",
    "Click here to subscribe to our newsletter.", "Share this page with your friends!", "Posted by admin in News.",
    "Copyright, all rights reserved.", "Output: None",
)
MORE_NOISE = (
    "### Response:", "### Input:", "Instruction: Give an example.", "Read more about this in our blog.", "<p></p>", "0 comments", "Q: Why? A: Because.",
    "What is the next question?", "Sign up today and save 20%!", "The following is a list of all pages.", "import os", "Answer: 1",
)
